"""The tables that the terms and the dictionary's words are kept in: entries, and what finds them."""

TABLES = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, zh TEXT, data TEXT);
CREATE TABLE form (form TEXT, entry INTEGER);
CREATE TABLE sound (key TEXT, kind TEXT, entry INTEGER);
"""
ENGLISH_TABLES = """
CREATE TABLE phrase (stems TEXT, entry INTEGER, place INTEGER);
CREATE VIRTUAL TABLE gloss USING fts5 (text, content = '', tokenize = 'porter unicode61');
"""
SPELLING_TABLE = "CREATE TABLE spelling (word TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID"
# Made when the tables are full: SQLite sorts faster than Python does.
KEYS = """
CREATE INDEX by_form ON form (form, entry);
CREATE INDEX by_sound ON sound (key, kind, entry);
"""
ENGLISH_KEYS = "CREATE INDEX by_phrase ON phrase (stems, entry, place);"
# The kinds of sound: a whole reading, letters alone, and the first letter of each syllable.
PINYIN, INITIALS = "p", "i"
