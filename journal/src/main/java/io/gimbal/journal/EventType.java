package io.gimbal.journal;

import java.util.List;

/**
 * One event of the language.
 *
 * @param name   as in the schema
 * @param fields in the order of their ids
 */
record EventType(String name, List<EventField> fields) {
    /** Whether the event has a field of this name. */
    boolean has(final String field) {
        return fields.stream().anyMatch(each -> each.name().equals(field));
    }
}
