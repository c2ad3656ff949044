package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The venue's own OpenAPI document: what each method takes and what it answers. Checks answers against it field by field
 * and collects every difference as a line {@code method.field[].field: what is wrong}.
 */
final class VenueDocument {
    private final JsonNode root;
    private final Map<String, JsonNode> methods = new TreeMap<>();
    private int fieldsChecked;

    /** A parameter of a method, and the schema of its value. */
    record Parameter(String name, boolean isRequired, String type, List<String> words, JsonNode schema) {}

    VenueDocument(final Path file) throws IOException {
        root = new ObjectMapper().readTree(file.toFile());
        root.path("paths").properties().forEach(path -> {
            final JsonNode operation = resolved(path.getValue()).elements().next();
            methods.put(path.getKey().substring(1), operation);
        });
    }

    /** {@return names of all methods} */
    Set<String> methods() {
        return new TreeSet<>(methods.keySet());
    }

    int fieldsChecked() {
        return fieldsChecked;
    }

    List<Parameter> parameters(final String method) {
        final List<Parameter> parameters = new ArrayList<>();
        for (final JsonNode reference : operation(method).path("parameters")) {
            final JsonNode parameter = resolved(reference);
            final JsonNode schema = resolved(parameter.path("schema"));
            final List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(word.asText()));
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("required").asBoolean(),
                    schema.path("type").asText(),
                    words,
                    schema));
        }
        return parameters;
    }

    /** Compares a result with the schema of the method's response; differences are added to {@code differences}. */
    void check(final String method, final JsonNode result, final Map<String, JsonNode> differences) {
        final JsonNode response = resolved(operation(method).path("responses").path("200"));
        final JsonNode schema =
                resolved(response.path("content").path("application/json").path("schema"));
        check(method, schema.path("properties").path("result"), result, differences);
    }

    private JsonNode operation(final String method) {
        return methods.getOrDefault(method, MissingNode.getInstance());
    }

    private void check(
            final String where,
            final JsonNode reference,
            final JsonNode value,
            final Map<String, JsonNode> differences) {
        final JsonNode schema = resolved(reference);
        fieldsChecked++;
        if (schema.has("oneOf")) {
            checkOneOf(where, schema.path("oneOf"), value, differences);
        } else if (value.isNull()) {
            if (!schema.path("nullable").asBoolean()) {
                differences.put(where + ": null", value);
            }
        } else if (schema.has("properties") || schema.has("allOf")) {
            checkObject(where, schema, value, differences);
        } else if (schema.path("type").asText().equals("array")) {
            checkArray(where, schema, value, differences);
        } else {
            checkScalar(where, schema, value, differences);
        }
    }

    private void checkOneOf(
            final String where, final JsonNode choices, final JsonNode value, final Map<String, JsonNode> differences) {
        final Map<String, JsonNode> last = new LinkedHashMap<>();
        for (final JsonNode choice : choices) {
            last.clear();
            check(where, choice, value, last);
            if (last.isEmpty()) {
                return;
            }
        }
        differences.putAll(last);
    }

    private void checkObject(
            final String where, final JsonNode schema, final JsonNode value, final Map<String, JsonNode> differences) {
        if (!value.isObject()) {
            differences.put(where + ": no object", value);
            return;
        }
        final Map<String, JsonNode> known = new LinkedHashMap<>();
        final TreeSet<String> required = new TreeSet<>();
        gather(schema, known, required);
        for (final String name : required) {
            if (!value.has(name)) {
                differences.put(where + "." + name + ": missing", value);
            }
        }
        value.properties().forEach(field -> {
            final String path = where + "." + field.getKey();
            final JsonNode property = known.get(field.getKey());
            if (property != null) {
                check(path, property, field.getValue(), differences);
            } else if (!schema.has("additionalProperties")) {
                differences.put(path + ": unknown", field.getValue());
            }
        });
    }

    private void gather(final JsonNode schema, final Map<String, JsonNode> known, final Set<String> required) {
        for (final JsonNode part : schema.path("allOf")) {
            gather(resolved(part), known, required);
        }
        schema.path("properties").properties().forEach(field -> known.put(field.getKey(), field.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
    }

    private void checkArray(
            final String where, final JsonNode schema, final JsonNode value, final Map<String, JsonNode> differences) {
        if (!value.isArray()) {
            differences.put(where + ": no array", value);
            return;
        }
        final int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (value.size() > most) {
            differences.put(where + ": more than " + most + " items", value);
        }
        if (schema.has("items")) {
            value.forEach(element -> check(where + "[]", schema.path("items"), element, differences));
        }
    }

    private static void checkScalar(
            final String where, final JsonNode schema, final JsonNode value, final Map<String, JsonNode> differences) {
        final String type = schema.path("type").asText();
        final boolean isRight = switch (type) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "object" -> value.isObject();
            default -> true;
        };
        if (!isRight) {
            differences.put(where + ": no " + type, value);
        } else if (schema.has("enum") && !isListed(schema.path("enum"), value)) {
            differences.put(where + ": not listed " + value.asText(), value);
        }
    }

    private static boolean isListed(final JsonNode words, final JsonNode value) {
        for (final JsonNode word : words) {
            if (word.asText().equals(value.asText())) {
                return true;
            }
        }
        return false;
    }

    private JsonNode resolved(final JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = root.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }
}
