package io.gimbal.feeds.deribit;

/**
 * Why the venue session has stopped for good and needs a person.
 *
 * @param kind   what sort of fault
 * @param reason for people; never holds a secret
 */
public record VenueFault(Kind kind, String reason) {
    /** The sorts of faults. */
    public enum Kind {
        /** The venue refuses the credentials. */
        AUTHENTICATION,
        /** The key may do more than a hedger's key should, or less than it must. */
        SCOPE,
        /** Orders of a later session than ours, or in a form that we never write, are at the venue. */
        FOREIGN_EPOCH,
        /** The venue locked the account. */
        ACCOUNT,
        /** The venue is the test venue and should not be, or should be and is not. */
        NETWORK,
        /** The venue's answer cannot be worked with. */
        PROTOCOL
    }
}
