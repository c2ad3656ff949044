package io.gimbal.engine.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a verb speaks: results on standard output, everything else on standard error; UTF-8 and newline whatever the
 * platform prefers. Owned by the thread that runs the verb.
 */
final class Streams {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final PrintStream out;
    private final PrintStream err;

    Streams(final PrintStream out, final PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static Streams standard() {
        return new Streams(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    private static PrintStream utf8(final FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Prints a line of a result for people. */
    void line(final String text) {
        out.print(text + '\n');
        out.flush();
    }

    /** Prints a result for programs: one JSON object on one line. */
    void json(final Object result) {
        try {
            line(JSON.writeValueAsString(result));
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("result cannot be written as JSON: type=" + result.getClass(), e);
        }
    }

    /** {@return a text as a JSON string, quotes included} */
    String quoted(final String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("text cannot be written as JSON", e);
        }
    }

    /** Prints a message of the program itself. */
    void message(final String text) {
        err.print("gimbal: " + text + '\n');
        err.flush();
    }
}
