//! Making the pieces of a page, in the order one writes them.

use super::{Block, Button, Cell, Choice, Field, Film, Fold, Form, Heading, Item, Notice, Part, Picture, Sheet, Step, Table, Tally, Term, Text, Way};

impl Sheet {
    /// A page with a title.
    pub fn new(title: impl Into<String>) -> Sheet {
        Sheet { title: title.into(), status: 200, ..<Sheet as Default>::default() }
    }

    /// As it travels.
    pub fn to_text(&self) -> String {
        miniserde::json::to_string(self)
    }

    /// Read back; None for what does not read.
    pub fn of_text(text: &str) -> Option<Sheet> {
        miniserde::json::from_str(text).ok()
    }

    /// With words above the title.
    #[must_use]
    pub fn above(mut self, above: impl Into<String>) -> Sheet {
        self.above = above.into();
        self
    }

    /// With one or two sentences below the title.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Sheet {
        self.lead = lead.into();
        self
    }

    /// With one block more.
    #[must_use]
    pub fn with(mut self, block: Block) -> Sheet {
        self.blocks.push(block);
        self
    }

    /// With several blocks more.
    #[must_use]
    pub fn with_all(mut self, blocks: impl IntoIterator<Item = Block>) -> Sheet {
        self.blocks.extend(blocks);
        self
    }

    /// For a team at work.
    #[must_use]
    pub fn dense(mut self) -> Sheet {
        self.dense = true;
        self
    }
}

fn block() -> Block {
    <Block as Default>::default()
}

impl Block {
    /// A heading of level 2.
    pub fn h2(text: impl Into<String>) -> Block {
        Block { heading: Some(Heading { level: 2, text: text.into() }), ..block() }
    }

    /// A heading of level 3.
    pub fn h3(text: impl Into<String>) -> Block {
        Block { heading: Some(Heading { level: 3, text: text.into() }), ..block() }
    }

    /// A paragraph.
    pub fn text(text: impl Into<String>) -> Block {
        Block { text: Some(Text { text: text.into(), look: String::new() }), ..block() }
    }

    /// A small, quieter paragraph.
    pub fn small(text: impl Into<String>) -> Block {
        Block { text: Some(Text { text: text.into(), look: "small soft".to_owned() }), ..block() }
    }

    /// Something to copy letter by letter.
    pub fn code(text: impl Into<String>) -> Block {
        Block { text: Some(Text { text: text.into(), look: "code".to_owned() }), ..block() }
    }

    /// Safe HTML.
    pub fn prose(html: impl Into<String>) -> Block {
        Block { prose: Some(html.into()), ..block() }
    }

    /// Something to notice; `look` is `done`, `error`, `now` or empty.
    pub fn notice(look: &str, text: impl Into<String>) -> Block {
        Block { notice: Some(Notice { look: look.to_owned(), text: text.into(), ways: Vec::new(), first: false }), ..block() }
    }

    /// Terms and what they hold.
    pub fn facts(facts: Vec<(&str, String)>) -> Block {
        let term = |(term, text): (&str, String)| Term { term: term.to_owned(), text };
        Block { facts: Some(facts.into_iter().map(term).collect()), ..block() }
    }

    /// Links side by side.
    pub fn ways(ways: Vec<Way>) -> Block {
        Block { ways: Some(ways), ..block() }
    }

    /// A form.
    pub fn form(form: Form) -> Block {
        Block { form: Some(form), ..block() }
    }

    /// A table.
    pub fn table(table: Table) -> Block {
        Block { table: Some(table), ..block() }
    }

    /// A path of steps.
    pub fn path(steps: Vec<Step>) -> Block {
        Block { path: Some(steps), ..block() }
    }

    /// A numbered part.
    pub fn part(part: Part) -> Block {
        Block { part: Some(part), ..block() }
    }

    /// A list of things.
    pub fn items(items: Vec<Item>) -> Block {
        Block { items: Some(items), ..block() }
    }

    /// A folded part.
    pub fn fold(summary: impl Into<String>, blocks: Vec<Block>) -> Block {
        Block { fold: Some(Fold { summary: summary.into(), open: false, blocks }), ..block() }
    }

    /// A number that counts towards another.
    pub fn tally(count: u32, goal: u32, text: impl Into<String>) -> Block {
        Block { tally: Some(Tally { count, goal, text: text.into() }), ..block() }
    }

    /// Images of pages.
    pub fn pages(pages: Vec<Picture>) -> Block {
        Block { pages: Some(pages), ..block() }
    }

    /// A video loaded on request.
    pub fn film(film: Film) -> Block {
        Block { film: Some(film), ..block() }
    }
}

impl Way {
    /// A plain link.
    pub fn link(href: impl Into<String>, label: impl Into<String>) -> Way {
        Way { href: href.into(), label: label.into(), ..<Way as Default>::default() }
    }

    /// A link that looks like a button.
    pub fn button(href: impl Into<String>, label: impl Into<String>) -> Way {
        Way { look: "button".to_owned(), ..Way::link(href, label) }
    }

    /// A button with less weight.
    pub fn quiet(href: impl Into<String>, label: impl Into<String>) -> Way {
        Way { look: "quiet".to_owned(), ..Way::link(href, label) }
    }

    /// Followed by the browser itself: a file.
    #[must_use]
    pub fn file(mut self) -> Way {
        self.plain = true;
        self
    }
}

impl Form {
    /// A form with an anchor.
    pub fn new(id: &str) -> Form {
        Form { id: id.to_owned(), ..<Form as Default>::default() }
    }

    /// With one field more.
    #[must_use]
    pub fn field(mut self, field: Field) -> Form {
        self.fields.push(field);
        self
    }

    /// With a button that does `act`.
    #[must_use]
    pub fn button(mut self, act: &str, label: impl Into<String>) -> Form {
        self.buttons.push(Button { act: act.to_owned(), label: label.into(), look: String::new() });
        self
    }

    /// With a button of less weight.
    #[must_use]
    pub fn quiet(mut self, act: &str, label: impl Into<String>) -> Form {
        self.buttons.push(Button { act: act.to_owned(), label: label.into(), look: "quiet".to_owned() });
        self
    }

    /// With a button that destroys something.
    #[must_use]
    pub fn danger(mut self, act: &str, label: impl Into<String>) -> Form {
        self.buttons.push(Button { act: act.to_owned(), label: label.into(), look: "quiet danger".to_owned() });
        self
    }

    /// Shown with the choices its values stand for.
    #[must_use]
    pub fn chosen(mut self) -> Form {
        for field in &mut self.fields {
            for option in &mut field.options {
                option.chosen = option.code == field.value;
            }
        }
        self
    }

    /// On one line.
    #[must_use]
    pub fn line(mut self) -> Form {
        self.look = "line".to_owned();
        self
    }

    /// With a value nobody sees.
    #[must_use]
    pub fn hidden(self, name: &str, value: impl Into<String>) -> Form {
        self.field(Field { value: value.into(), ..Field::new(name, "hidden", "") })
    }
}

impl Field {
    /// A field of a kind, with its label.
    pub fn new(name: &str, kind: &str, label: impl Into<String>) -> Field {
        Field { name: name.to_owned(), kind: kind.to_owned(), label: label.into(), ..<Field as Default>::default() }
    }

    /// A heading between fields.
    pub fn title(text: impl Into<String>) -> Field {
        Field::new("", "title", text)
    }

    /// With a value.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        self
    }

    /// With what helps.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = hint.into();
        self
    }

    /// It must be filled.
    #[must_use]
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// With a limit in characters.
    #[must_use]
    pub fn max(mut self, max: u32) -> Field {
        self.max = max;
        self
    }

    /// With rows: an area.
    #[must_use]
    pub fn rows(mut self, rows: u32) -> Field {
        self.rows = rows;
        self
    }

    /// Completed by the browser.
    #[must_use]
    pub fn complete(mut self, complete: &str) -> Field {
        self.complete = complete.to_owned();
        self
    }

    /// Half the width.
    #[must_use]
    pub fn half(mut self) -> Field {
        self.half = true;
        self
    }

    /// With choices: (code, words). What is chosen is said by the value.
    #[must_use]
    pub fn options<C: Into<String>, L: Into<String>>(mut self, options: impl IntoIterator<Item = (C, L)>) -> Field {
        self.options = options.into_iter().map(|(code, label)| Choice { code: code.into(), label: label.into(), chosen: false }).collect();
        self
    }
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..<Cell as Default>::default() }
    }

    /// A link.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: href.into(), look: String::new() }
    }

    /// Words with a look.
    pub fn look(look: &str, text: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: String::new(), look: look.to_owned() }
    }
}
