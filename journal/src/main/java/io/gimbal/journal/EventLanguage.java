package io.gimbal.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.MessageSchema;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

/** The events as the schema describes them, for tools that treat all alike. Immutable. */
final class EventLanguage {
    private static final String SCHEMA = "/gimbal-events.xml";

    private final int schemaId;
    private final Map<Integer, EventType> types = new HashMap<>();

    private EventLanguage(final Ir ir) {
        this.schemaId = ir.id();
        for (final List<Token> message : ir.messages()) {
            types.put(message.get(0).id(), type(message));
        }
    }

    private static EventType type(final List<Token> message) {
        final List<EventField> fields = new ArrayList<>();
        for (int i = 1; i < message.size() - 1; i += message.get(i).componentTokenCount()) {
            final Token field = message.get(i);
            if (field.signal() != Signal.BEGIN_FIELD) {
                throw new IllegalStateException("the language has plain fields only: event="
                        + message.get(0).name() + ", found=" + field.signal());
            }
            fields.add(new EventField(field, message.subList(i + 1, i + field.componentTokenCount() - 1)));
        }
        return new EventType(message.get(0).name(), List.copyOf(fields));
    }

    /** {@return the language of this build, read once when it is first asked for: that takes longer than most verbs} */
    static EventLanguage current() {
        return Current.LANGUAGE;
    }

    private static final class Current {
        static final EventLanguage LANGUAGE = read();
    }

    private static EventLanguage read() {
        try (InputStream schema = EventLanguage.class.getResourceAsStream(SCHEMA)) {
            return parse(Objects.requireNonNull(schema, SCHEMA));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the event schema: resource=" + SCHEMA, e);
        }
    }

    /** The language that a schema describes. */
    static EventLanguage parse(final InputStream schema) {
        final ParserOptions strict =
                ParserOptions.builder().stopOnError(true).suppressOutput(true).build();
        try {
            final MessageSchema parsed = XmlSchemaParser.parse(schema, strict);
            return new EventLanguage(new IrGenerator().generate(parsed));
        } catch (final RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new IllegalStateException("the event schema is not valid", e);
        }
    }

    /** The type of a payload, or null when this language has none such or the payload is not whole. */
    @Nullable
    EventType typeOf(final DirectBuffer buffer, final int offset, final int length) {
        if (length < EventHeader.LENGTH
                || EventHeader.schemaId(buffer, offset) != schemaId
                || EventHeader.LENGTH + EventHeader.blockLength(buffer, offset) > length) {
            return null;
        }
        return types.get(EventHeader.templateId(buffer, offset));
    }

    /** All events by template id. */
    Map<Integer, EventType> types() {
        return Collections.unmodifiableMap(types);
    }
}
