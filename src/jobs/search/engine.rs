//! The index on disk, its single writer, and the view readers share.
//!
//! A view ([`Snapshot`]) is built after each commit and swapped in whole: a search that began before keeps the old one, and never
//! waits for the writer.

use super::columns::Columns;
use super::error::SearchError;
use super::ready::{READY, ReadyTokenizer};
use super::schema::{Fields, IndexedOffer, document, schema, version};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::index::{InvertedIndexReader, SegmentId};
use tantivy::merge_policy::LogMergePolicy;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Executor, Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, SegmentReader, TantivyError, Term};

/// File naming the version of the analysis an index was written under.
const VERSION_FILE: &str = "VERSION";
/// File tantivy keeps in every index.
const META_FILE: &str = "meta.json";
/// Memory each indexing thread fills before it writes a segment.
const WRITER_BYTES: usize = 48 << 20;
/// Most threads used to index, and as many to search.
const THREADS_MAX: usize = 4;
/// Offers analysed together during a rebuild.
const BATCH: usize = 1_024;
/// Share of deleted documents from which a segment is rewritten.
const DELETED_MAX: f32 = 0.3;

/// One immutable segment with everything a search reads of it.
pub struct Segment {
    /// Deletes and stored texts.
    pub reader: SegmentReader,
    /// Terms of the search.
    pub terms: Arc<InvertedIndexReader>,
    /// Words corrections are chosen from.
    pub vocabulary: Arc<InvertedIndexReader>,
    /// Beginnings suggestions are found by.
    pub starts: Arc<InvertedIndexReader>,
    /// Numbers in memory.
    pub columns: Arc<Columns>,
}

/// A consistent view of the index.
pub struct Snapshot {
    /// Reads stored texts.
    pub searcher: Searcher,
    /// Every segment, in the searcher's order.
    pub segments: Vec<Segment>,
    /// Last change included.
    pub seq: i64,
}

impl Snapshot {
    /// Documents of all segments, deleted ones included.
    pub fn size(&self) -> u32 {
        self.segments.iter().map(|s| s.reader.max_doc()).sum()
    }
}

/// How the index is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Offers in the index, open or past their deadline.
    pub offers: u64,
    /// Last change included; 0 means the index must be rebuilt from the database.
    pub seq: i64,
    /// Segments on disk.
    pub segments: usize,
}

/// The search engine of one node. Share it in an `Arc`; every method takes `&self`.
///
/// Calls are synchronous and take milliseconds (searches) to minutes (a rebuild): from async code, run them on a blocking thread.
pub struct Engine {
    pub(super) fields: Fields,
    pub(super) executor: Executor,
    pub(super) threads: usize,
    index: Index,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    current: RwLock<Arc<Snapshot>>,
}

impl Engine {
    /// Opens the index of a folder, creating it when missing and starting empty (`seq` 0) when it was written by another version.
    ///
    /// Refuses with [`SearchError::Corrupt`] when a file is damaged: every checksum is verified here, so that searches need not be
    /// afraid of the files later.
    pub fn open(folder: &Path) -> Result<Engine, SearchError> {
        fs::create_dir_all(folder)?;
        let (schema, fields) = schema();
        let marker = folder.join(VERSION_FILE);
        if fs::read_to_string(&marker).ok().as_deref() == Some(&version()) {
            let index = Index::open_in_dir(folder)?;
            if index.schema() != schema {
                return Err(SearchError::Corrupt("the schema is not the one of this version".to_owned()));
            }
            let damaged = index.validate_checksum()?;
            if !damaged.is_empty() {
                return Err(SearchError::Corrupt(format!("{} files fail their checksum", damaged.len())));
            }
            return Engine::over(index, fields);
        }
        Engine::wipe(folder)?;
        let index = Index::create_in_dir(folder, schema)?;
        // Written last: a crash before this line leaves an index that the next start wipes again.
        fs::write(marker, version())?;
        Engine::over(index, fields)
    }

    /// An index that lives in memory, for tests and measurements.
    pub fn open_in_memory() -> Result<Engine, SearchError> {
        let (schema, fields) = schema();
        Engine::over(Index::create_in_ram(schema), fields)
    }

    /// Empties the folder of an index, so that [`Engine::open`] starts afresh. Refuses a folder that holds anything else, and
    /// one another process writes to.
    pub fn wipe(folder: &Path) -> Result<(), SearchError> {
        let _held = MmapDirectory::open(folder).map_err(TantivyError::from)?.acquire_lock(&INDEX_WRITER_LOCK).map_err(TantivyError::from)?;
        let empty = fs::read_dir(folder)?.flatten().all(|entry| entry.path().ends_with(&INDEX_WRITER_LOCK.filepath));
        if !empty && !folder.join(VERSION_FILE).exists() && !folder.join(META_FILE).exists() {
            return Err(SearchError::NotAnIndex);
        }
        let mut last = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| name == VERSION_FILE || name == META_FILE) {
                last.push(path);
            } else if path.is_file() {
                fs::remove_file(path)?;
            }
        }
        // The two files that show this is an index go last, so that an interrupted wipe can be repeated.
        last.into_iter().try_for_each(fs::remove_file)?;
        Ok(())
    }

    fn over(index: Index, fields: Fields) -> Result<Engine, SearchError> {
        index.tokenizers().register(READY, TextAnalyzer::from(ReadyTokenizer));
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(THREADS_MAX));
        let writer: IndexWriter = index.writer_with_num_threads(threads, WRITER_BYTES * threads)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_MAX);
        writer.set_merge_policy(Box::new(policy));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let current = Arc::new(view(&index, &reader, &fields, &HashMap::new())?);
        let executor = Executor::multi_thread(threads, "search-")?;
        Ok(Engine { fields, executor, threads, index, reader, writer: Mutex::new(writer), current: RwLock::new(current) })
    }

    /// The present view.
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Adds or replaces offers, removes others, and remembers `seq` in the same commit. Visible to searches on return.
    pub fn apply(&self, upserts: &[IndexedOffer], deletes: &[i64], seq: i64) -> Result<(), SearchError> {
        self.write(seq, |writer| {
            let ids = upserts.iter().map(|o| o.id).chain(deletes.iter().copied());
            ids.for_each(|id| _ = writer.delete_term(Term::from_field_i64(self.fields.id, id)));
            self.add(writer, upserts)
        })
    }

    /// Replaces everything by these offers, in one commit: searches see the old index until the new one is complete.
    pub fn rebuild(&self, offers: impl IntoIterator<Item = IndexedOffer>, seq: i64) -> Result<(), SearchError> {
        self.write(seq, |writer| {
            writer.delete_all_documents()?;
            let mut offers = offers.into_iter();
            loop {
                let batch: Vec<IndexedOffer> = offers.by_ref().take(BATCH).collect();
                if batch.is_empty() {
                    return Ok(());
                }
                self.add(writer, &batch)?;
            }
        })
    }

    /// Analyses offers on every thread and hands them to the writer.
    fn add(&self, writer: &IndexWriter, offers: &[IndexedOffer]) -> tantivy::Result<()> {
        let analyse = |part: &[IndexedOffer]| Ok(part.iter().map(|offer| document(&self.fields, offer)).collect::<Vec<_>>());
        let parts = self.executor.map(analyse, offers.chunks(BATCH.div_ceil(self.threads * 4)))?;
        parts.into_iter().flatten().try_for_each(|doc| writer.add_document(doc).map(|_| ()))
    }

    /// Removes everything; `seq` goes back to 0.
    pub fn clear(&self) -> Result<(), SearchError> {
        self.rebuild([], 0)
    }

    /// Last change included; 0 when nothing was ever indexed.
    pub fn seq(&self) -> i64 {
        self.snapshot().seq
    }

    /// Size and freshness of the index.
    pub fn health(&self) -> Health {
        let view = self.snapshot();
        Health { offers: view.searcher.num_docs(), seq: view.seq, segments: view.segments.len() }
    }

    /// Runs changes and commits them, or undoes them all.
    fn write(&self, seq: i64, change: impl FnOnce(&IndexWriter) -> tantivy::Result<()>) -> Result<(), SearchError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let done = change(&writer).and_then(|()| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&seq.to_string());
            commit.commit()
        });
        if let Err(error) = done {
            // The first error is the one to report; a failed rollback shows at the next write.
            _ = writer.rollback();
            return Err(error.into());
        }
        self.refresh(&writer)
    }

    /// Swaps in the view of the last commit. The writer's guard proves that no other commit slips in between.
    fn refresh(&self, _writer: &MutexGuard<'_, IndexWriter>) -> Result<(), SearchError> {
        self.reader.reload()?;
        let old = self.snapshot();
        let known = old.segments.iter().map(|s| (s.reader.segment_id(), Arc::clone(&s.columns))).collect();
        let next = Arc::new(view(&self.index, &self.reader, &self.fields, &known)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }
}

/// Builds the view of the last commit, reusing the columns of segments already known.
fn view(index: &Index, reader: &IndexReader, fields: &Fields, known: &HashMap<SegmentId, Arc<Columns>>) -> tantivy::Result<Snapshot> {
    let searcher = reader.searcher();
    let open = |segment: &SegmentReader| {
        let columns = match known.get(&segment.segment_id()) {
            Some(columns) => Arc::clone(columns),
            None => Arc::new(Columns::load(segment)?),
        };
        Ok(Segment {
            terms: segment.inverted_index(fields.terms)?,
            vocabulary: segment.inverted_index(fields.vocabulary)?,
            starts: segment.inverted_index(fields.starts)?,
            reader: segment.clone(),
            columns,
        })
    };
    let segments = searcher.segment_readers().iter().map(open).collect::<tantivy::Result<Vec<_>>>()?;
    let seq = index.load_metas()?.payload.and_then(|p| p.parse().ok()).unwrap_or(0);
    Ok(Snapshot { searcher, segments, seq })
}
