package io.gimbal.engine.app.session;

/** What becomes of the orders of a session on a real market. */
public enum TradingMode {
    /** The venue's market data, the configuration's positions, fills by the simulation's rule; nothing is sent. */
    PAPER,
    /** The account's positions and orders, read only; orders are decided, journaled and held back. */
    SHADOW,
    /** The account's positions; orders are sent. */
    LIVE
}
