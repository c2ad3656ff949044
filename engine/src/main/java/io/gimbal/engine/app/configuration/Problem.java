package io.gimbal.engine.app.configuration;

/**
 * One thing wrong in a configuration file.
 *
 * @param file    as the user named it
 * @param line    from 1
 * @param column  from 1
 * @param key     full name of the property, empty when the text itself is broken
 * @param message what is wrong and what to do
 */
public record Problem(String file, int line, int column, String key, String message) {
    /** {@return {@code file:line:column: key message}, as compilers write it} */
    public String text() {
        return file + ':' + line + ':' + column + ": " + (key.isEmpty() ? "" : key + ' ') + message;
    }
}
