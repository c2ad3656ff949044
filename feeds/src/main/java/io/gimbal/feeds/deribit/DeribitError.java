package io.gimbal.feeds.deribit;

import static io.gimbal.feeds.deribit.ErrorAction.BACK_OFF;
import static io.gimbal.feeds.deribit.ErrorAction.BUG;
import static io.gimbal.feeds.deribit.ErrorAction.CANCELLED;
import static io.gimbal.feeds.deribit.ErrorAction.COD_OFF;
import static io.gimbal.feeds.deribit.ErrorAction.EXPIRED;
import static io.gimbal.feeds.deribit.ErrorAction.FUNDS;
import static io.gimbal.feeds.deribit.ErrorAction.INSTRUMENT_GONE;
import static io.gimbal.feeds.deribit.ErrorAction.LIMIT;
import static io.gimbal.feeds.deribit.ErrorAction.PACE;
import static io.gimbal.feeds.deribit.ErrorAction.QUERY;
import static io.gimbal.feeds.deribit.ErrorAction.REAUTHENTICATE;
import static io.gimbal.feeds.deribit.ErrorAction.REPLACED;
import static io.gimbal.feeds.deribit.ErrorAction.REPRICE;
import static io.gimbal.feeds.deribit.ErrorAction.RESIZE;
import static io.gimbal.feeds.deribit.ErrorAction.RESUBSCRIBE;
import static io.gimbal.feeds.deribit.ErrorAction.SELF_TRADE;
import static io.gimbal.feeds.deribit.ErrorAction.STOP;
import static io.gimbal.feeds.deribit.ErrorAction.WAIT;

import org.agrona.collections.Int2ObjectHashMap;

/**
 * The venue's error codes, by its complete table (its other, "common" table contradicts the wire), and the one action that
 * follows from each. A code that is not listed proves nothing and is answered like {@link #ERROR}.
 */
public enum DeribitError {
    /** No rights yet. */
    AUTHORIZATION_REQUIRED(10_000, REAUTHENTICATE),
    /** Something went wrong, and any code that is not listed. */
    ERROR(10_001, QUERY),
    /** Below the smallest order. */
    QTY_TOO_LOW(10_002, RESIZE),
    /** Would trade with ourselves. */
    ORDER_OVERLAP(10_003, SELF_TRADE),
    /** Not there, or not any more. */
    ORDER_NOT_FOUND(10_004, QUERY),
    /** Below the band; the message carries the limit. */
    PRICE_TOO_LOW(10_005, REPRICE),
    /** Below the band around the index. */
    PRICE_TOO_LOW_FOR_INDEX(10_006, REPRICE),
    /** Above the band; the message carries the limit. */
    PRICE_TOO_HIGH(10_007, REPRICE),
    /** Not enough margin. */
    NOT_ENOUGH_FUNDS(10_009, FUNDS),
    /** The order has ended. */
    ALREADY_CLOSED(10_010, QUERY),
    /** No such price in this instrument. */
    PRICE_NOT_ALLOWED(10_011, INSTRUMENT_GONE),
    /** The book is closed. */
    BOOK_CLOSED(10_012, INSTRUMENT_GONE),
    /** Portfolio margin: most open orders in total. */
    PME_MAX_TOTAL_OPEN_ORDERS(10_013, LIMIT),
    /** Portfolio margin: most open orders in futures. */
    PME_MAX_FUTURE_OPEN_ORDERS(10_014, LIMIT),
    /** Portfolio margin: most open orders in options. */
    PME_MAX_OPTION_OPEN_ORDERS(10_015, LIMIT),
    /** Portfolio margin: largest position in futures. */
    PME_MAX_FUTURE_OPEN_ORDERS_SIZE(10_016, LIMIT),
    /** Portfolio margin: largest position in options. */
    PME_MAX_OPTION_OPEN_ORDERS_SIZE(10_017, LIMIT),
    /** Standard margin: largest position in futures. */
    NON_PME_MAX_FUTURE_POSITION_SIZE(10_018, LIMIT),
    /** The platform, an index or an instrument is locked: no orders until it opens, cancels go through. */
    LOCKED_BY_ADMIN(10_019, WAIT),
    /** No such instrument, or not for this. */
    INVALID_INSTRUMENT(10_020, BUG),
    /** No such amount. */
    INVALID_AMOUNT(10_021, BUG),
    /** No such quantity. */
    INVALID_QUANTITY(10_022, BUG),
    /** No such price. */
    INVALID_PRICE(10_023, BUG),
    /** No such largest visible amount. */
    INVALID_MAX_SHOW(10_024, BUG),
    /** No such order id. */
    INVALID_ORDER_ID(10_025, BUG),
    /** Too many decimals. */
    PRICE_PRECISION_EXCEEDED(10_026, REPRICE),
    /** No whole number of contracts. */
    NON_INTEGER_CONTRACT_AMOUNT(10_027, RESIZE),
    /** Out of credits; the connection is closed too. */
    TOO_MANY_REQUESTS(10_028, BACK_OFF),
    /** Somebody else's order. */
    NOT_OWNER_OF_ORDER(10_029, BUG),
    /** Only over WebSocket. */
    MUST_BE_WEBSOCKET_REQUEST(10_030, BUG),
    /** Invalid arguments for this instrument. */
    INVALID_ARGS_FOR_INSTRUMENT(10_031, BUG),
    /** Too much at once. */
    WHOLE_COST_TOO_LOW(10_032, RESIZE),
    /** Not implemented. */
    NOT_IMPLEMENTED(10_033, BUG),
    /** A trigger price above the market where it must be below. */
    TRIGGER_PRICE_TOO_HIGH(10_034, REPRICE),
    /** A trigger price below the market where it must be above. */
    TRIGGER_PRICE_TOO_LOW(10_035, REPRICE),
    /** Invalid largest visible amount. */
    INVALID_MAX_SHOW_AMOUNT(10_036, BUG),
    /** Standard margin: options sold short in sum. */
    NON_PME_TOTAL_SHORT_OPTIONS(10_037, LIMIT),
    /** Portfolio margin: riskiest position. */
    PME_MAX_RISK_REDUCING_ORDERS(10_038, LIMIT),
    /** Not enough margin in one currency. */
    NOT_ENOUGH_FUNDS_IN_CURRENCY(10_039, FUNDS),
    /** Try again, the venue says; we look first. */
    RETRY(10_040, QUERY),
    /** The daily settlement runs. */
    SETTLEMENT_IN_PROGRESS(10_041, WAIT),
    /** Off the tick grid. */
    PRICE_WRONG_TICK(10_043, REPRICE),
    /** A trigger price off the tick grid. */
    TRIGGER_PRICE_WRONG_TICK(10_044, REPRICE),
    /** A liquidation order cannot be cancelled. */
    CANNOT_CANCEL_LIQUIDATION(10_045, QUERY),
    /** A liquidation order cannot be edited. */
    CANNOT_EDIT_LIQUIDATION(10_046, QUERY),
    /** Eight of our requests wait already. */
    MATCHING_ENGINE_QUEUE_FULL(10_047, PACE),
    /** Not on this server. */
    NOT_ON_THIS_SERVER(10_048, BUG),
    /** Cancel-on-disconnect could not be set. */
    CANCEL_ON_DISCONNECT_FAILED(10_049, COD_OFF),
    /** Waited more than 5 s in the queue. */
    LOCK_TIME_EXCEEDED(10_050, QUERY),
    /** Too many at the same time. */
    TOO_MANY_CONCURRENT_REQUESTS(10_066, PACE),
    /** A reduce-only order where it is not allowed. */
    DISABLED_WHILE_POSITION_LOCK(10_072, FUNDS),
    /** The order has traded in full. */
    ALREADY_FILLED(11_008, QUERY),
    /** Post-only, and no price inside the spread is left. */
    POST_ONLY_PRICE_IMPOSSIBLE(11_021, REPRICE),
    /** Largest spread. */
    MAX_SPREAD(11_022, LIMIT),
    /** Invalid arguments. */
    INVALID_ARGUMENTS(11_029, BUG),
    /** Refused, for a reason in the message. */
    OTHER_REJECT(11_030, LIMIT),
    /** Failed, for a reason in the message. */
    OTHER_ERROR(11_031, QUERY),
    /** No more triggers allowed. */
    NO_MORE_TRIGGERS(11_035, LIMIT),
    /** A trigger price that does not fit the last trade. */
    INVALID_TRIGGER_PRICE(11_036, REPRICE),
    /** Orders in this instrument need another kind of trigger. */
    OUTDATED_INSTRUMENT(11_037, INSTRUMENT_GONE),
    /** No trigger in this instrument. */
    NO_TRIGGER_FOR_INSTRUMENT(11_038, BUG),
    /** Bad arguments. */
    BAD_ARGUMENTS(11_043, BUG),
    /** Not open, or not any more. */
    NOT_OPEN_ORDER(11_044, QUERY),
    /** No such event for an option's price. */
    INVALID_EVENT(11_045, BUG),
    /** Too late for this instrument. */
    OUTDATED_INSTRUMENT_IV(11_046, INSTRUMENT_GONE),
    /** Not in this kind of instrument. */
    UNSUPPORTED_ARGUMENTS(11_047, BUG),
    /** The request makes no sense. */
    DOUBLE_ARGUMENTS(11_048, BUG),
    /** A bad request. */
    BAD_REQUEST(11_049, BUG),
    /** A bad request of another kind. */
    BAD_REQUEST_FORM(11_050, BUG),
    /** Maintenance. */
    SYSTEM_MAINTENANCE(11_051, WAIT),
    /** A subscription was refused and the others dropped. */
    SUBSCRIBE_ERROR_UNSUBSCRIBED(11_052, RESUBSCRIBE),
    /** A transfer that failed. */
    TRANSFER_NOT_FOUND(11_053, BUG),
    /** A post-only order would have traded. */
    POST_ONLY_REJECT(11_054, REPRICE),
    /** Post-only does not go with this order. */
    POST_ONLY_NOT_ALLOWED(11_055, REPRICE),
    /** Public methods need a login for now. */
    UNAUTHENTICATED_TEMPORARILY_DISABLED(11_056, REAUTHENTICATE),
    /** A venue failure. */
    INTERNAL_SERVER_ERROR(11_094, QUERY),
    /** The account is locked. */
    ACCOUNT_LOCKED(11_098, STOP),
    /** Wrong key or secret. */
    INVALID_CREDENTIALS(13_004, STOP),
    /** A second factor was wrong. */
    TFA_CODE_NOT_MATCHED(13_005, STOP),
    /** Expired or withdrawn rights. */
    UNAUTHORIZED(13_009, REAUTHENTICATE),
    /** A value is missing. */
    VALUE_REQUIRED(13_010, BUG),
    /** A value is too short. */
    VALUE_TOO_SHORT(13_011, BUG),
    /** Not for this kind of account. */
    UNAVAILABLE_IN_SUBACCOUNT(13_012, STOP),
    /** A value is not what it should be. */
    INVALID_INPUT(13_016, BUG),
    /** No such order book. */
    ORDERBOOK_CLOSED(13_019, INSTRUMENT_GONE),
    /** Not found. */
    NOT_FOUND(13_020, QUERY),
    /** The key's rights do not cover it. */
    FORBIDDEN(13_021, STOP),
    /** Switched off by the venue. */
    METHOD_SWITCHED_OFF(13_025, STOP),
    /** Not now. */
    TEMPORARILY_UNAVAILABLE(13_028, QUERY),
    /** Market-maker protection stopped it. */
    MMP_TRIGGER(13_030, LIMIT),
    /** Verification of the account is missing. */
    VERIFICATION_REQUIRED(13_031, STOP),
    /** Several orders bear the label. */
    NON_UNIQUE_ORDER_LABEL(13_032, QUERY),
    /** No more than so many requests of a kind. */
    MAX_TOKENS_EXCEEDED(13_034, LIMIT),
    /** Quotes need cancel-on-disconnect. */
    COD_NOT_ENABLED(13_042, COD_OFF),
    /** Quotes rest for a second. */
    QUOTES_FROZEN(13_043, LIMIT),
    /** Not available. */
    UNAVAILABLE(13_503, QUERY),
    /** A cancel-all of ours took it out of the queue. */
    REQUEST_CANCELLED_BY_USER(13_666, CANCELLED),
    /** A later edit of ours won. */
    REPLACED_BY_LATER(13_777, REPLACED),
    /** Raw channels need a login. */
    RAW_NEEDS_AUTHORIZATION(13_778, REAUTHENTICATE),
    /** Reached the venue after {@code valid_until}. */
    TIMED_OUT(13_888, EXPIRED),
    /** Most linked orders. */
    OTO_LIMIT(13_901, LIMIT),
    /** Mass quotes are off. */
    MASS_QUOTES_DISABLED(13_902, LIMIT),
    /** Too many quotes at once. */
    TOO_MANY_QUOTES(13_903, LIMIT),
    /** Parameters are missing. */
    MISSING_PARAMS(-32_000, BUG),
    /** The request is too large or none. */
    INVALID_REQUEST(-32_600, BUG),
    /** No such method. */
    METHOD_NOT_FOUND(-32_601, BUG),
    /** A parameter is wrong; {@code data} names it. */
    INVALID_PARAMS(-32_602, BUG),
    /** No JSON. */
    PARSE_ERROR(-32_700, BUG);

    private static final Int2ObjectHashMap<DeribitError> BY_CODE = new Int2ObjectHashMap<>();

    static {
        for (final DeribitError error : values()) {
            BY_CODE.put(error.code, error);
        }
    }

    private final int code;
    private final ErrorAction action;

    DeribitError(final int code, final ErrorAction action) {
        this.code = code;
        this.action = action;
    }

    /**
     * Finds an error.
     *
     * @param code the venue's
     * @return the error, {@link #ERROR} for a code that is not listed
     */
    public static DeribitError of(final int code) {
        final DeribitError error = BY_CODE.get(code);
        return error == null ? ERROR : error;
    }

    /** {@return the venue's number} */
    public int code() {
        return code;
    }

    /** {@return what follows} */
    public ErrorAction action() {
        return action;
    }
}
