package io.gimbal.engine.app.simulation;

/** What goes wrong beside the wires and the deaths of the process. */
enum SimulatedFault {
    /** The process ends in order and a new one takes its place. */
    RESTART,
    /** A record finds no room on the disk. */
    DISK_FULL,
    /** The venue takes no orders for a while. */
    PLATFORM_LOCKED,
    /** Somebody else trades on the account. */
    MANUAL_TRADE,
    /** Cash comes in or goes out. */
    CASH_MOVED
}
