package io.gimbal.feeds.deribit;

/** What a value of JSON begins to be, told by its first character. */
public enum JsonKind {
    /** Braces. */
    OBJECT,
    /** Brackets. */
    ARRAY,
    /** A string. */
    TEXT,
    /** A number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** {@code null}. */
    NULL,
    /** No value: the end of the text or of what encloses, or a fault. */
    NONE
}
