/**
 * Keeps a queue in plain, numbered, pre-allocated block files. The space of a block is claimed before it is mapped, so a
 * store into it cannot meet a full disk. The reference implementation, and the one that fault tests cut and bend.
 *
 * <pre>
 *   000000.blk: 64-byte header | commit i32, unused i32, frame, padding to 8 | … | commit -1: go on in 000001.blk
 *                              | commit 0: the end
 * </pre>
 *
 * The commit word is the frame's length. It is stored last and in order, so the death of the writer leaves a clean end.
 */
@NullMarked
package io.gimbal.journal.file;

import org.jspecify.annotations.NullMarked;
