-- Written by hand. The words of the search index, in order, so that a search can begin one: a prefix
-- given to FTS5 itself reads every hit of every word that it begins (docs/benchmarks.md).
create virtual table `verbatim_search_words` using fts5vocab(`verbatim_search`, `instance`);
