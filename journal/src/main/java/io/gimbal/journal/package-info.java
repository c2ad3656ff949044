/**
 * The memory: framed, checksummed, hash-chained records of every event, in generations.
 *
 * <pre>
 *   &lt;instance&gt;/EPOCH  LOCK  MANIFEST
 *   &lt;instance&gt;/&lt;yyyymmdd&gt;/in/&lt;generation&gt;/…     what the engine saw       (written by the engine thread)
 *   &lt;instance&gt;/&lt;yyyymmdd&gt;/out/&lt;generation&gt;/…    what the engine decided   (written by the sender thread)
 *
 *   Journal       ─► JournalAppender ─► frame, chain, checksum ─► RecordWriter ─┐
 *                                                                               ├ JournalStorage: file, chronicle
 *   JournalReader ◄─ JournalTailer   ◄─ frame, chain, checksum ◄─ RecordReader ─┘
 * </pre>
 *
 * {@link io.gimbal.journal.Journal} writes, {@link io.gimbal.journal.JournalReader} reads and verifies,
 * {@link io.gimbal.journal.EventJson} and {@link io.gimbal.journal.EventDiff} show what was written. A record that was
 * published and is not what was written is damage and is named; what a dying writer left unpublished is not there.
 *
 * <p>Neighbours: {@code journal.codec} holds the language of the payloads; {@code journal.chronicle} and
 * {@code journal.file} implement {@link io.gimbal.journal.JournalStorage}. This package knows neither: whoever opens a
 * journal hands them in.
 */
@NullMarked
package io.gimbal.journal;

import org.jspecify.annotations.NullMarked;
