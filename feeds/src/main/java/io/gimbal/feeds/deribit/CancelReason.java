package io.gimbal.feeds.deribit;

/** Why an order was cancelled. */
public enum CancelReason {
    /** Not cancelled, or no reason given. */
    NONE,
    /** We asked for it. */
    USER_REQUEST,
    /** The account was liquidated. */
    AUTOLIQUIDATION,
    /** The connection that made it broke. */
    CANCEL_ON_DISCONNECT,
    /** The venue protected itself. */
    RISK_MITIGATION,
    /** Portfolio margin: it would have added risk. */
    PME_RISK_REDUCTION,
    /** Portfolio margin: the account is locked. */
    PME_ACCOUNT_LOCKED,
    /** The position is locked. */
    POSITION_LOCKED,
    /** Market maker protection fired. */
    MMP_TRIGGER,
    /** Market maker protection was narrowed. */
    MMP_CONFIG_CURTAILMENT,
    /** An edit would have crossed. */
    EDIT_POST_ONLY_REJECT,
    /** The other of a pair was closed. */
    OCO_OTHER_CLOSED,
    /** The order it depended on was closed. */
    OTO_PRIMARY_CLOSED,
    /** The settlement ended it. */
    SETTLEMENT,
    /** A reason that is none of these. */
    OTHER
}
