package io.gimbal.engine.app;

import picocli.CommandLine.Option;

/** The option that every reading verb takes. */
final class JsonOption {
    /** How it is written. */
    static final String NAME = "--json";

    @Option(names = NAME, description = "Print exactly one JSON object on standard output, also when the verb fails.")
    private boolean isJson;

    boolean isJson() {
        return isJson;
    }
}
