package io.gimbal.engine.app.simulation;

/** Where the process may die: before and after everything it leaves outside of its own memory. */
public enum CrashPoint {
    /** An input is about to be journaled. */
    BEFORE_INPUT_APPEND,
    /** An input is journaled and not yet applied. */
    AFTER_INPUT_APPEND,
    /** An output is about to be journaled. */
    BEFORE_OUTPUT_APPEND,
    /** An output is journaled; a command in it has not been sent. */
    AFTER_OUTPUT_APPEND,
    /** A frame is about to be written to a connection. */
    BEFORE_FRAME_SENT,
    /** A frame was written; what became of it is not journaled. */
    AFTER_FRAME_SENT,
    /** A frame of the exchange has arrived and has not been read. */
    FRAME_ARRIVED,
    /** A record of an earlier session is being read back. */
    IN_RECOVERY,
    /** A session has recovered and joins the exchange. */
    JOINING
}
