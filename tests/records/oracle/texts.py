"""Texts that databases are known to compare differently, or to take for more than text."""

SNIPPETS = (
    *("Straße", "STRASSE", "strasse", "ẞ", "İstanbul", "istanbul", "i̇stanbul", "ISTANBUL", "ı"),
    *("ﬁn", "fin", "FIN", "Éclair", "E\u0301clair", "éclair", "eclair", "ÉCLAIR", "a\u0301\u0323"),
    *("\u1e9b\u0323", "\u212b", "Å", "\u2126", "Ω", "ω", "ΣΑΣ", "σας", "\u212a", "k", "ſ", "s"),
    *("100%", "100_", "100", "a_b", "a%b", "aXb", "a\\b", "a\\%b", "a\\_b", "\\", "%", "_"),
    *("O'Brien", '"quoted"', "[a]", "*", "?", "^$", "--", "/* */", "; DROP TABLE", "NULL", "null"),
    *("😀 smile", "\U0001f469\u200d\U0001f4bb", "\U0010ffff", "\uffff", "\ue000", "\ud7ff"),
    *("жук", "ЖУК", "ǅ", "ǆ", "ŉ", "ʼn", "ΐ", "\u0390", "\u1fd3", "日本", "\u200f", "\u00ad"),
    *(" lead", "trail ", "a\tb", "a\nb", "\x01", "\x7f", "\u2028", "z", "Z"),
    *("zz", "0", "00", "Acme"),
)
LONG = "Lange Straße " * 200 + "ﬁn"
EMAILS = (
    *("ada@example.com", "Ada@Example.com", "ADA@EXAMPLE.COM", "o'brien@example.com"),
    *("a_b@example.com", "a%b@example.com", "x+y@sub.example.co.uk", "bob@straße.de"),
    *("zoe@example.com", "zed@example.net", "info@xn--strae-oqa.de"),
)
PHONES = (
    *("+31 20-624 11 11", "0206241111", "(020) 624 1111", "+31206241111", "31206241111"),
    *("+1 555 0100", "555-0100", "٠١٢٣٤٥", "012345", "ext. 7", "＋44 20 7946 0000"),
)
