package io.gimbal.engine.hedging.instrument;

/** Whether exposures across expiries could be balanced, and if not, why. */
public enum BalanceStatus {
    /** Level and slope are zero up to whole lots. */
    BALANCED,
    /** Fewer than two contracts of different expiry can be traded. */
    TOO_FEW_CONTRACTS,
    /** Every pair would exceed a cap. */
    BEYOND_CAPS,
    /** An exposure is not finite. */
    INPUT_UNUSABLE
}
