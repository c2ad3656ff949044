package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parameters of one request. Values may come as JSON or, out of a URL's query, as text; both read the same. What is
 * missing or of the wrong form becomes an error that names the parameter.
 */
final class RpcParams {
    private static final String VALUE_REQUIRED = "value required";
    private static final int LONGEST_LABEL = 64;

    private final JsonNode node;

    RpcParams(final JsonNode node) {
        this.node = node;
    }

    boolean has(final String name) {
        return node.hasNonNull(name);
    }

    /** {@return the names of all that came, also of those that are null} */
    List<String> names() {
        final List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Refuses a call without this. */
    void demand(final String name) throws RpcError {
        if (!has(name)) {
            throw RpcError.invalidParams(name, VALUE_REQUIRED);
        }
    }

    String text(final String name) throws RpcError {
        final JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw RpcError.invalidParams(name, VALUE_REQUIRED);
        }
        if (value.isContainerNode()) {
            throw RpcError.invalidParams(name, "must be a string");
        }
        return value.asText();
    }

    String text(final String name, final String otherwise) throws RpcError {
        return has(name) ? text(name) : otherwise;
    }

    String label() throws RpcError {
        final String label = text("label", "");
        if (label.length() > LONGEST_LABEL) {
            throw RpcError.invalidParams("label", "too long");
        }
        return label;
    }

    /** A decimal times 1e8. */
    long decimal(final String name) throws RpcError {
        final long value = Decimals.parse(text(name));
        if (value == Decimals.MALFORMED) {
            throw RpcError.invalidParams(name, "must be a number");
        }
        return value;
    }

    long decimal(final String name, final long otherwise) throws RpcError {
        return has(name) ? decimal(name) : otherwise;
    }

    long integer(final String name) throws RpcError {
        try {
            return Long.parseLong(text(name));
        } catch (final NumberFormatException e) {
            throw RpcError.invalidParams(name, "must be an integer");
        }
    }

    long integer(final String name, final long otherwise) throws RpcError {
        return has(name) ? integer(name) : otherwise;
    }

    /** How many entries are asked for, at least 1 and at most what the venue gives. */
    int count(final int otherwise, final int largest) throws RpcError {
        final long count = integer("count", otherwise);
        if (count < 1) {
            throw RpcError.invalidParams("count", "must be positive");
        }
        return (int) Math.min(count, largest);
    }

    boolean flag(final String name) throws RpcError {
        if (!has(name)) {
            return false;
        }
        final String value = text(name).toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw RpcError.invalidParams(name, "must be a boolean");
        }
        return value.equals("true");
    }

    List<String> texts(final String name) throws RpcError {
        final JsonNode value = node.path(name);
        final List<String> result = new ArrayList<>();
        if (value.isArray()) {
            for (final JsonNode element : value) {
                result.add(element.asText());
            }
        } else {
            for (final String part : text(name).replaceAll("[\\[\\]\" ]", "").split(",", -1)) {
                result.add(part);
            }
        }
        return result;
    }
}
