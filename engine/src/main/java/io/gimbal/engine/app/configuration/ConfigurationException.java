package io.gimbal.engine.app.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used; holds everything that is wrong with it, in the order of the file. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Collects what is wrong.
     *
     * @param problems at least one
     */
    public ConfigurationException(final List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong, in the order of the file} */
    public List<Problem> problems() {
        return problems;
    }
}
