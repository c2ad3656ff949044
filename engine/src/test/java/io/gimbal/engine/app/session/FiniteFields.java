package io.gimbal.engine.app.session;

import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MetaAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/** Every double of every event of the language, by the generated decoders: which stand where, and which may be absent. */
final class FiniteFields {
    private static final Pattern MESSAGE = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d+)\"");

    private record Field(String name, int offset, boolean isOptional) {}

    private final Map<Integer, List<Field>> fields = new HashMap<>();

    FiniteFields() {
        try (InputStream schema = HedgeDecisionDecoder.class.getResourceAsStream("/gimbal-events.xml")) {
            final String text = new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
            final Matcher matcher = MESSAGE.matcher(text);
            while (matcher.find()) {
                fields.put(Integer.parseInt(matcher.group(2)), doubles(matcher.group(1)));
            }
        } catch (final IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Field> doubles(final String message) throws ReflectiveOperationException {
        final String codec = HedgeDecisionDecoder.class.getPackageName();
        final Class<?> decoder = Class.forName(codec + "." + message + "Decoder");
        final List<Field> found = new ArrayList<>();
        for (final Method method : decoder.getMethods()) {
            if (method.getReturnType() == double.class
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())) {
                final String name = method.getName();
                final int offset =
                        (int) decoder.getMethod(name + "EncodingOffset").invoke(null);
                final Object presence = decoder.getMethod(name + "MetaAttribute", MetaAttribute.class)
                        .invoke(null, MetaAttribute.PRESENCE);
                found.add(new Field(name, offset, "optional".equals(presence)));
            }
        }
        return found;
    }

    /** What is no finite number, or zero with a sign, in an event; empty for nothing. */
    String fault(final int templateId, final DirectBuffer buffer, final int offset) {
        for (final Field field : fields.getOrDefault(templateId, List.of())) {
            final double value = buffer.getDouble(offset + MessageHeaderDecoder.ENCODED_LENGTH + field.offset);
            final boolean isAbsent = field.isOptional && Double.isNaN(value);
            final boolean isSigned = value == 0 && Double.doubleToRawLongBits(value) != 0;
            if (isSigned || (!isAbsent && !Double.isFinite(value))) {
                return "event " + templateId + ": " + field.name + "=" + value;
            }
        }
        return "";
    }

    /** How many doubles the language has. */
    int size() {
        return fields.values().stream().mapToInt(List::size).sum();
    }
}
