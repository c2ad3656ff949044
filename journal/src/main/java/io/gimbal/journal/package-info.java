/**
 * The memory: framed, checksummed, hash-chained records of every event, in generations.
 *
 * <pre>
 *   &lt;instance&gt;/EPOCH  LOCK  MANIFEST
 *   &lt;instance&gt;/&lt;yyyymmdd&gt;/in/&lt;generation&gt;/…     what the engine saw       (written by the engine thread)
 *   &lt;instance&gt;/&lt;yyyymmdd&gt;/out/&lt;generation&gt;/…    what the engine decided   (written by the sender thread)
 * </pre>
 *
 * Neighbours: {@code journal.codec} holds the language of the payloads; {@code journal.chronicle} and
 * {@code journal.file} store the frames.
 */
@NullMarked
package io.gimbal.journal;

import org.jspecify.annotations.NullMarked;
