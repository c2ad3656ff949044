/**
 * Keeps a queue in Chronicle Queue. The library only ever writes, and only into a directory that was empty when it
 * started: its format carries class names that it would load when it opens a file. Everything is read back by a small
 * bounds-checked reader of the excerpt framing, which loads nothing, changes nothing and never waits.
 *
 * <pre>
 *   yyyymmddF.cq4: header | document | document | …     document: length and two status bits i32, bytes, padding to 4
 *   metadata.cq4t: the library's own table; needed by its own tools, not by this reader
 * </pre>
 *
 * The files stay ordinary Chronicle files: raw bytes, roll cycle {@code FAST_DAILY}.
 */
@NullMarked
package io.gimbal.journal.chronicle;

import org.jspecify.annotations.NullMarked;
