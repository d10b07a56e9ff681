//! Messages without variables. French takes a narrow no-break space before `; : ! ?`.

use crate::kernel::lang::Lang;

macro_rules! messages {
    ($($key:ident: $fr:literal, $en:literal;)+) => {
        $(
            #[doc = $fr]
            pub const fn $key(lang: Lang) -> &'static str {
                match lang { Lang::Fr => $fr, Lang::En => $en }
            }
        )+

        /// Every message with its two wordings, for the tests that read them all.
        #[cfg(test)]
        pub const ALL: &[(&str, &str, &str)] = &[$((stringify!($key), $fr, $en),)+];
    };
}

messages! {
    brand_line: "l’emploi qui a du sens", "work with a purpose";
    skip_to_content: "Aller au contenu", "Skip to content";
    nav_label: "Principale", "Main";
    nav_offers: "Offres", "Jobs";
    nav_organisations: "Ils recrutent", "Employers";
    nav_programmes: "Programmes", "Programmes";
    nav_advice: "Conseils", "Advice";
    nav_mag: "Le Mag", "Magazine";
    nav_space: "Mon espace", "My space";
    foot_publish: "Publier une offre", "Post a job";
    apply_here: "Postuler", "Apply";
    foot_charter: "Charte éthique", "Ethical charter";
    foot_accessibility: "Accessibilité : non conforme (audit à venir)", "Accessibility: not audited yet";
    foot_legal: "Mentions légales", "Legal notice";
    foot_contact: "Contact", "Contact";
    foot_about: "À propos", "About";
    foot_theme: "Thème", "Theme";
    theme_auto: "Automatique", "Automatic";
    theme_light: "Clair", "Light";
    theme_dark: "Sombre", "Dark";
    other_language: "English", "Français";
    home_title: "Une autre économie recrute", "Another economy is hiring";
    home_open_a: "Une autre économie", "Another economy";
    home_open_b: "recrute.", "is hiring.";
    home_lead: "Elle met le sens avant le profit, et fonctionne pour toutes et tous. Voici ses offres, ses programmes, et les équipes qui vous attendent.", "It puts meaning before profit and works for everyone. Here are its jobs, its programmes, and the teams waiting for you.";
    home_door_search_a: "Chercher", "Look";
    home_door_search_b: "une offre", "for a job";
    home_door_search_text: "Le lieu, le contrat, la paie et la date de réponse d’abord ; ce qu’une annonce ne dit pas est signalé.", "Place, contract, pay and answer date come first; what an ad does not say is pointed out.";
    home_door_criteria_a: "Définir", "Define";
    home_door_criteria_b: "mes critères", "my criteria";
    home_door_criteria_text: "Cinq questions, sans compte et sans rien garder, pour arriver à une recherche qui vous ressemble.", "Five questions, no account, nothing kept, to reach a search that suits you.";
    home_door_programmes_a: "Découvrir", "Discover";
    home_door_programmes_b: "un programme", "a programme";
    home_door_programmes_text: "Programme Associé, Pro’pulse, APTE, Pathfinder : quatre façons d’avancer, côte à côte.", "Associate Programme, Pro’pulse, APTE, Pathfinder: four ways forward, side by side.";
    home_next: "Les prochains derniers jours", "Closing soon";
    home_recent: "Les dernières offres", "Latest jobs";
    home_all: "Voir toutes les offres", "See all jobs";
    home_mag: "À lire", "To read";
    offers_title: "Offres", "Jobs";
    offers_hero_a: "Du travail", "Work";
    offers_hero_b: "et du sens.", "with meaning.";
    search_what: "Quoi", "What";
    search_what_hint: "métier, cause, organisation", "job, cause, organisation";
    search_where: "Où", "Where";
    search_where_hint: "commune ou code postal", "town or postcode";
    search_radius: "Rayon", "Radius";
    search_go: "Chercher", "Search";
    search_refine: "Affiner", "Refine";
    search_apply: "Appliquer", "Apply";
    search_reset: "Tout effacer", "Clear all";
    search_sort: "Trier par", "Sort by";
    search_pay: "Paie minimum, en euros bruts", "Minimum pay, gross euros";
    search_per: "par", "per";
    search_month: "mois", "month";
    search_year: "an", "year";
    search_results: "Résultats", "Results";
    search_pages: "Pages", "Pages";
    search_follow: "Suivre par mail", "Follow by e-mail";
    search_rss: "Suivre cette recherche (RSS)", "Follow this search (RSS)";
    search_nothing: "Rien ne répond à tous ces critères.", "Nothing matches all of these.";
    search_nothing_hint: "Voici ce que donnerait la même recherche avec un critère de moins.", "Here is what the same search gives with one criterion less.";
    search_nothing_at_all: "Aucune offre n’est ouverte pour le moment. Revenez bientôt, ou suivez le flux RSS.", "No job is open for now. Come back soon, or follow the RSS feed.";
    search_no_loosening: "Aucun critère retiré seul ne suffit : repartez de toutes les offres.", "Removing one criterion is not enough: start again from all jobs.";
    search_last_page: "Aller à la dernière page", "Go to the last page";
    search_corrected: "Aucune offre ne contient ces mots exacts ; voici les résultats pour", "No job holds these exact words; here are the results for";
    search_remove: "Retirer", "Remove";
    contract: "Contrat", "Contract";
    sector: "Cause", "Cause";
    remote_work: "Télétravail", "Remote work";
    since_legend: "Publiée", "Published";
    any_date: "à toute date", "any time";
    filter_text: "les mots cherchés", "the words";
    filter_place: "le lieu", "the place";
    filter_contract: "le contrat", "the contract";
    filter_sector: "la cause", "the cause";
    filter_function: "le métier", "the function";
    filter_remote: "le télétravail", "remote work";
    filter_rhythm: "le rythme", "the rhythm";
    filter_since: "la date de publication", "the publication date";
    filter_pay: "la paie minimum", "the minimum pay";
    offer_back: "Toutes les offres", "All jobs";
    offer_missing: "Aucune offre ne se trouve à cette adresse. Elle a pu être mal recopiée : cherchez-la dans la liste des offres.", "There is no job at this address. It may have been miscopied: look for it in the list.";
    offer_gone: "Cette offre est close depuis plus d’un an : sa page a été retirée.", "This job closed more than a year ago: its page has been removed.";
    offer_essentials: "L’essentiel de l’offre", "The job in brief";
    offer_published: "publiée", "published";
    offer_until: "Jusqu’au", "Until";
    offer_included: "inclus", "included";
    offer_no_deadline: "Pas de date limite annoncée", "No deadline announced";
    offer_closed_read: "La fiche reste lisible ; on ne peut plus postuler.", "The page stays readable; applications are over.";
    offer_see_near: "Voir les offres proches", "See similar jobs";
    offer_apply_missing: "Cette offre ne donne pas encore de moyen de postuler ici : écrivez à l’organisation.", "This job gives no way to apply here yet: write to the organisation.";
    share: "Partager", "Share";
    share_copy: "Copier le lien", "Copy the link";
    share_copied: "Lien copié", "Link copied";
    share_mail: "Envoyer par courriel", "Send by mail";
    share_print: "Imprimer la fiche", "Print";
    share_report: "Signaler l’offre", "Report this job";
    report_subject: "Signalement :", "Report:";
    offer_sisters: "La même mission, ailleurs", "The same assignment elsewhere";
    offer_related: "Tout près, encore ouvertes", "Close by, still open";
    offer_more: "Voir plus d’offres", "See more jobs";
    offer_about: "À propos", "About";
    offer_organisation_page: "Sa page et ses autres offres", "Its page and other jobs";
    apply_on_site: "Postuler sur son site", "Apply on their site";
    apply_by_mail: "Postuler par courriel", "Apply by e-mail";
    application: "Candidature :", "Application:";
    places: "Lieux", "Places";
    start: "Début", "Start";
    duration: "Durée", "Duration";
    rhythm: "Rythme", "Rhythm";
    pay: "Paie", "Pay";
    gross_freelance: "« brut » n’a pas de sens pour une mission indépendante : faites préciser hors taxes ou toutes taxes, et ce qui reste après cotisations", "“gross” means little for freelance work: ask whether VAT is included and what remains after contributions";
    benefits: "Avantages", "Benefits";
    required: "Exigé", "Required";
    preferred: "Souhaité", "Preferred";
    not_required: "ce n’est pas exigé", "not required";
    reports_to: "Rattachement", "Reports to";
    team: "Équipe", "Team";
    later_hire: "Ensuite", "Afterwards";
    positions: "Postes", "Positions";
    answer: "Réponse", "Answer";
    contact: "Contact", "Contact";
    preferably: " de préférence", " preferably";
    asap: "Dès que possible", "As soon as possible";
    extendable: "prolongation possible", "may be extended";
    to_everyone: "à tout le monde", "to everyone";
    no_answer_date: "Aucune date de réponse annoncée", "No answer date announced";
    section_context: "Le contexte", "Background";
    section_mission: "Le poste", "The job";
    section_profile: "Profil recherché", "Who we look for";
    section_we_offer: "Ce que nous offrons", "What we offer";
    section_more: "Informations complémentaires", "Further information";
    section_why: "Pourquoi postuler", "Why apply";
    organisations_title: "Ils recrutent !", "They are hiring!";
    organisations_lead: "Associations, coopératives, mutuelles, fondations et entreprises sociales : qui elles sont, où elles agissent, ce qu’elles cherchent.", "Non-profits, co-operatives, mutuals, foundations and social enterprises: who they are, where they act, whom they look for.";
    organisations_empty: "Aucune organisation n’est encore inscrite.", "No organisation is listed yet.";
    organisation_missing: "Aucune organisation ne se trouve à cette adresse : cherchez-la dans la liste.", "There is no organisation at this address: look for it in the list.";
    organisation_back: "Toutes les organisations", "All organisations";
    organisation_story: "Son histoire", "Its story";
    organisation_hosts: "Hébergée par", "Hosted by";
    organisation_hosted: "Elle héberge", "It hosts";
    organisation_site: "Son site", "Its site";
    organisation_none_open: "Aucune offre ouverte en ce moment.", "No open job at the moment.";
    seat: "Siège", "Seat";
    hosted_by: "Hébergée par", "Hosted by";
    family: "Famille", "Family";
    network: "Réseau", "Network";
    headcount: "Effectif", "Headcount";
    territories: "Territoires", "Territories";
    advice_title: "Conseils", "Advice";
    advice_lead: "Lire une offre, écrire une lettre, parler de paie : des pages courtes, écrites pour servir.", "Reading a job ad, writing a letter, talking about pay: short pages meant to be useful (in French).";
    mag_title: "Le Mag", "The magazine";
    mag_lead: "Enquêtes et récits d’une économie qui met le sens avant le profit.", "Stories and inquiries from an economy that puts meaning before profit (in French).";
    article_missing: "Aucun article ne se trouve à cette adresse.", "There is no article at this address.";
    article_back_advice: "Tous les conseils", "All advice";
    article_back_mag: "Tout le magazine", "The whole magazine";
    article_also: "À lire aussi", "Read also";
    updated_on: "Mise à jour le", "Updated on";
    not_found_title: "Page introuvable", "Page not found";
    not_found_text: "Cette adresse ne mène nulle part. Le lien est peut-être ancien, ou mal recopié.", "This address leads nowhere. The link may be old, or miscopied.";
    gone_title: "Cette page n’existe plus", "This page is gone";
    fault_title: "Une erreur de notre côté", "Something went wrong on our side";
    fault_text: "La page n’a pas pu être préparée. Rien de ce que vous avez fait n’est en cause ; réessayez dans un instant.", "The page could not be prepared. It is not your doing; try again in a moment.";
    not_found_home: "Revenir à l’accueil", "Back to the home page";
    not_found_search: "Chercher une offre", "Look for a job";
    criteria_title: "Définir mes critères", "Find my criteria";
    criteria_lead: "Cinq questions courtes. Rien n’est enregistré, aucun compte n’est demandé ; chaque question peut être passée.", "Five short questions. Nothing is stored, no account is asked for; every question can be skipped.";
    criteria_causes: "Quelles causes vous donnent envie de vous lever ?", "Which causes make you want to get up?";
    criteria_function: "Que feriez-vous de vos journées ?", "What would your days be made of?";
    criteria_pace: "À quel rythme ?", "At what pace?";
    criteria_pace_any: "Peu importe", "No preference";
    criteria_remote: "Sur place ou à distance ?", "On site or remote?";
    criteria_place: "Où ?", "Where?";
    criteria_contract: "Sous quel contrat ?", "Under which contract?";
    criteria_go: "Voir ce qui me correspond", "See what suits me";
    criteria_result: "Votre recherche, en mots", "Your search, in words";
    criteria_see: "Voir ces offres", "See these jobs";
    criteria_again: "Changer mes réponses", "Change my answers";
    criteria_none: "Vous n’avez coché aucun critère : voici tout ce qui est ouvert.", "You ticked nothing: here is everything that is open.";
    contact_title: "Contact", "Contact";
    contact_name: "Votre nom", "Your name";
    contact_email: "Votre adresse électronique", "Your e-mail address";
    contact_subject: "Sujet", "Subject";
    contact_body: "Votre message", "Your message";
    contact_send: "Envoyer le message", "Send the message";
    contact_thanks: "Merci, votre message est bien arrivé.", "Thank you, your message has arrived.";
    contact_thanks_text: "Une personne de l’équipe le lira et vous répondra à l’adresse donnée.", "Someone on the team will read it and answer at the address you gave.";
    contact_form_title: "Écrire à l’équipe", "Write to the team";
    contact_need_name: "Donnez votre nom, en 120 caractères au plus.", "Give your name, in 120 characters at most.";
    contact_need_email: "Donnez une adresse électronique complète, par exemple prenom@exemple.fr.", "Give a complete e-mail address, for example name@example.org.";
    contact_need_subject: "Donnez un sujet, en 160 caractères au plus.", "Give a subject, in 160 characters at most.";
    contact_need_body: "Écrivez votre message, en 8 000 caractères au plus.", "Write your message, in 8,000 characters at most.";
    contact_not_kept: "Le message n’a pas pu être gardé. Il est encore ci-dessous : réessayez dans un instant.", "The message could not be kept. It is still below: try again in a moment.";
    problem_rhythm: "Le rythme est temps-plein ou temps-partiel.", "The rhythm is temps-plein (full time) or temps-partiel (part time).";
    problem_sort: "Le tri se fait par pertinence, date, échéance ou distance.", "Jobs are sorted by relevance, date, deadline or distance.";
    problem_page: "Le numéro de page est un nombre à partir de 1.", "The page number is a number from 1.";
    problem_period: "La paie se compare par mois ou par an.", "Pay is compared by month or by year.";
    problem_pay: "Donnez un montant en euros, par exemple 2 000.", "Give an amount in euros, for example 2000.";
    problem_distance: "Pour trier par distance, indiquez d’abord un lieu.", "To sort by distance, give a place first.";
    loading_failed: "La page n’a pas pu être chargée. Vérifiez votre connexion et rechargez-la.", "The page could not be loaded. Check your connection and reload it.";
    reload: "Recharger la page", "Reload the page";
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_message_is_worded_in_both_languages() {
        for (key, fr, en) in ALL {
            assert!(!fr.trim().is_empty() && !en.trim().is_empty(), "{key}");
            for mark in [" ;", " :", " !", " ?", "« ", " »"] {
                assert!(!fr.contains(mark), "{key}: an ordinary space beside {mark:?}");
            }
            assert!(!fr.contains('\''), "{key}: a straight apostrophe");
        }
    }
}
