package io.gimbal.engine.app.configuration;

/**
 * Where a credential stands: {@code env:NAME}, {@code file:PATH}, or nothing. Holds the place, never the credential.
 *
 * @param text as the configuration says it; empty for none
 */
public record CredentialReference(String text) {
    static final String ENVIRONMENT = "env:";
    static final String FILE = "file:";

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** {@return whether it stands in a variable of the environment, else in a file} */
    public boolean isEnvironment() {
        return text.startsWith(ENVIRONMENT);
    }

    /** {@return the variable's name or the file's path} */
    public String place() {
        return text.substring(text.indexOf(':') + 1);
    }
}
