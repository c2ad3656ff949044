package io.gimbal.feeds.deribit;

/** What a {@link JsonScanner} thinks of the text so far. Anything but {@link #OK} is final for that text. */
public enum JsonStatus {
    /** No fault found yet. */
    OK,
    /** The text ends inside a value, or is empty. */
    TRUNCATED,
    /** A character stands where none such may. */
    BAD_SYNTAX,
    /** A number against JSON's grammar: {@code 01}, {@code 1.}, {@code .5}, {@code +1}, {@code 1e}. */
    BAD_NUMBER,
    /** A number that was asked for does not fit: beyond ±9.2e10 scaled, or an integer that is not whole or beyond 64 bits. */
    NUMBER_OVERFLOW,
    /** A control character, or an escape that does not exist, inside a string. */
    BAD_STRING,
    /** Bytes that are no UTF-8 inside a string. */
    BAD_UTF8,
    /** Objects and arrays nested deeper than {@link JsonScanner#MAX_DEPTH}. */
    TOO_DEEP,
    /** A well-formed value of another type than was asked for. */
    WRONG_TYPE,
    /** Something follows the value that is the text. */
    TRAILING,
    /** The text is longer than {@link JsonScanner#MAX_LENGTH}. */
    TOO_LONG
}
