package io.gimbal.engine.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gimbal policies}. */
@Command(
        name = "policies",
        description = {
            "List the policies of hedging: what each does, its parameters with unit, range and default, its source.",
            "A policy is chosen in [hedging] or [book.hedging], or written NAME:key=value,key=value where a verb takes one."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal policies",
            "  gimbal policies whalley-wilmott-edge",
            "  gimbal policies --json"
        })
final class PoliciesVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One policy; default: all.")
    private @Nullable String name;

    PoliciesVerb(final Streams streams) {
        this.streams = streams;
    }

    /** The catalogue, or what was asked for of it. */
    record Listed(List<Policy> policies) {}

    /**
     * One policy.
     *
     * @param name       canonical
     * @param kind       in the journal
     * @param meaning    one sentence
     * @param source     where it comes from
     * @param parameters what it can be told
     */
    record Policy(String name, String kind, String meaning, String source, List<Parameter> parameters) {}

    /**
     * One parameter of a policy.
     *
     * @param key      as it is written
     * @param unit     in words
     * @param least    smallest value
     * @param most     largest value
     * @param fallback what holds where it is not said; null where it must be said, or nothing holds
     * @param required whether it must be said
     * @param meaning  one sentence
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Parameter(
            String key,
            String unit,
            double least,
            double most,
            @Nullable Double fallback,
            boolean required,
            String meaning) {}

    @Override
    public Integer call() {
        final List<Policy> policies =
                chosen().stream().map(PoliciesVerb::policy).toList();
        if (output.isJson()) {
            streams.json(new Listed(policies));
        } else {
            policies.forEach(this::print);
        }
        return ExitCode.OK;
    }

    private List<PolicyEntry> chosen() {
        if (name == null) {
            return PolicyCatalogue.entries();
        }
        final PolicyEntry entry = PolicyCatalogue.find(name);
        if (entry == null) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "no such policy: " + name + "; known: " + String.join(", ", PolicyCatalogue.names()));
        }
        return List.of(entry);
    }

    private static Policy policy(final PolicyEntry entry) {
        final List<Parameter> parameters = new ArrayList<>();
        entry.required().forEach(parameter -> parameters.add(parameter(parameter, true)));
        entry.optional().forEach(parameter -> parameters.add(parameter(parameter, false)));
        return new Policy(entry.name(), entry.kind().name(), entry.meaning(), entry.source(), List.copyOf(parameters));
    }

    private static Parameter parameter(final PolicyParameter parameter, final boolean isRequired) {
        final boolean hasFallback = !isRequired && parameter.fallback() >= 0;
        return new Parameter(
                parameter.key(),
                parameter.unit(),
                parameter.least(),
                parameter.most(),
                hasFallback ? parameter.fallback() : null,
                isRequired,
                parameter.meaning());
    }

    private void print(final Policy policy) {
        streams.line(policy.name() + ": " + policy.meaning());
        streams.line("    " + policy.source() + ".");
        policy.parameters().forEach(this::print);
    }

    private void print(final Parameter parameter) {
        streams.line("    " + parameter.key() + " [" + parameter.unit() + "], " + plain(parameter.least()) + " to "
                + plain(parameter.most()) + ", " + presence(parameter));
        streams.line("        " + parameter.meaning());
    }

    private static String presence(final Parameter parameter) {
        if (parameter.required()) {
            return "required";
        }
        return parameter.fallback() == null ? "may be absent" : "default " + plain(parameter.fallback());
    }

    private static String plain(final double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
