package io.gimbal.journal;

import java.util.List;

/**
 * One event of the language.
 *
 * @param name   as in the schema
 * @param fields in the order of their ids
 */
record EventType(String name, List<EventField> fields) {}
