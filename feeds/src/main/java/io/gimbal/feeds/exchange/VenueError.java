package io.gimbal.feeds.exchange;

/** The venue's answers, with its codes and messages. */
public enum VenueError {
    /** Done. */
    OK(0, "ok"),
    /** Code 10000. */
    AUTHORIZATION_REQUIRED(10_000, "authorization_required"),
    /** Code 10001. */
    ERROR(10_001, "error"),
    /** Code 10002. */
    QTY_TOO_LOW(10_002, "qty_too_low"),
    /** Code 10003. */
    ORDER_OVERLAP(10_003, "order_overlap"),
    /** Code 10004. */
    ORDER_NOT_FOUND(10_004, "order_not_found"),
    /** Code 10005. */
    PRICE_TOO_LOW(10_005, "price_too_low"),
    /** Code 10006. */
    PRICE_TOO_LOW_FOR_INDEX(10_006, "price_too_low4idx"),
    /** Code 10007. */
    PRICE_TOO_HIGH(10_007, "price_too_high"),
    /** Code 10009. */
    NOT_ENOUGH_FUNDS(10_009, "not_enough_funds"),
    /** Code 10010. */
    ALREADY_CLOSED(10_010, "already_closed"),
    /** Code 10011. */
    PRICE_NOT_ALLOWED(10_011, "price_not_allowed"),
    /** Code 10012. */
    BOOK_CLOSED(10_012, "book_closed"),
    /** Code 10013. */
    PME_MAX_TOTAL_OPEN_ORDERS(10_013, "pme_max_total_open_orders"),
    /** Code 10014. */
    PME_MAX_FUTURE_OPEN_ORDERS(10_014, "pme_max_future_open_orders"),
    /** Code 10015. */
    PME_MAX_OPTION_OPEN_ORDERS(10_015, "pme_max_option_open_orders"),
    /** Code 10016. */
    PME_MAX_FUTURE_OPEN_ORDERS_SIZE(10_016, "pme_max_future_open_orders_size"),
    /** Code 10017. */
    PME_MAX_OPTION_OPEN_ORDERS_SIZE(10_017, "pme_max_option_open_orders_size"),
    /** Code 10018. */
    NON_PME_MAX_FUTURE_POSITION_SIZE(10_018, "non_pme_max_future_position_size"),
    /** Code 10019. */
    LOCKED_BY_ADMIN(10_019, "locked_by_admin"),
    /** Code 10020. */
    INVALID_INSTRUMENT(10_020, "invalid_or_unsupported_instrument"),
    /** Code 10021. */
    INVALID_AMOUNT(10_021, "invalid_amount"),
    /** Code 10022. */
    INVALID_QUANTITY(10_022, "invalid_quantity"),
    /** Code 10023. */
    INVALID_PRICE(10_023, "invalid_price"),
    /** Code 10024. */
    INVALID_MAX_SHOW(10_024, "invalid_max_show"),
    /** Code 10025. */
    INVALID_ORDER_ID(10_025, "invalid_order_id"),
    /** Code 10026. */
    PRICE_PRECISION_EXCEEDED(10_026, "price_precision_exceeded"),
    /** Code 10027. */
    NON_INTEGER_CONTRACT_AMOUNT(10_027, "non_integer_contract_amount"),
    /** Code 10028. */
    TOO_MANY_REQUESTS(10_028, "too_many_requests"),
    /** Code 10029. */
    NOT_OWNER_OF_ORDER(10_029, "not_owner_of_order"),
    /** Code 10030. */
    MUST_BE_WEBSOCKET_REQUEST(10_030, "must_be_websocket_request"),
    /** Code 10031. */
    INVALID_ARGS_FOR_INSTRUMENT(10_031, "invalid_args_for_instrument"),
    /** Code 10032. */
    WHOLE_COST_TOO_LOW(10_032, "whole_cost_too_low"),
    /** Code 10033. */
    NOT_IMPLEMENTED(10_033, "not_implemented"),
    /** Code 10034. */
    TRIGGER_PRICE_TOO_HIGH(10_034, "trigger_price_too_high"),
    /** Code 10035. */
    TRIGGER_PRICE_TOO_LOW(10_035, "trigger_price_too_low"),
    /** Code 10036. */
    INVALID_MAX_SHOW_AMOUNT(10_036, "invalid_max_show_amount"),
    /** Code 10037. */
    NON_PME_TOTAL_SHORT_OPTIONS_POSITIONS_SIZE(10_037, "non_pme_total_short_options_positions_size"),
    /** Code 10038. */
    PME_MAX_RISK_REDUCING_ORDERS(10_038, "pme_max_risk_reducing_orders"),
    /** Code 10039. */
    NOT_ENOUGH_FUNDS_IN_CURRENCY(10_039, "not_enough_funds_in_currency"),
    /** Code 10040. */
    RETRY(10_040, "retry"),
    /** Code 10041. */
    SETTLEMENT_IN_PROGRESS(10_041, "settlement_in_progress"),
    /** Code 10043. */
    PRICE_WRONG_TICK(10_043, "price_wrong_tick"),
    /** Code 10044. */
    TRIGGER_PRICE_WRONG_TICK(10_044, "trigger_price_wrong_tick"),
    /** Code 10045. */
    CAN_NOT_CANCEL_LIQUIDATION_ORDER(10_045, "can_not_cancel_liquidation_order"),
    /** Code 10046. */
    CAN_NOT_EDIT_LIQUIDATION_ORDER(10_046, "can_not_edit_liquidation_order"),
    /** Code 10047. */
    MATCHING_ENGINE_QUEUE_FULL(10_047, "matching_engine_queue_full"),
    /** Code 10048. */
    NOT_ON_THIS_SERVER(10_048, "not_on_this_server"),
    /** Code 10049. */
    CANCEL_ON_DISCONNECT_FAILED(10_049, "cancel_on_disconnect_failed"),
    /** Code 10050. */
    LOCK_TIME_EXCEEDED(10_050, "lock_time_exceeded"),
    /** Code 10066. */
    TOO_MANY_CONCURRENT_REQUESTS(10_066, "too_many_concurrent_requests"),
    /** Code 10072. */
    DISABLED_WHILE_POSITION_LOCK(10_072, "disabled_while_position_lock"),
    /** Code 11008. */
    ALREADY_FILLED(11_008, "already_filled"),
    /** Code 11021. */
    POST_ONLY_PRICE_MODIFICATION_NOT_POSSIBLE(11_021, "post_only_price_modification_not_possible"),
    /** Code 11029. */
    INVALID_ARGUMENTS(11_029, "invalid_arguments"),
    /** Code 11030. */
    OTHER_REJECT(11_030, "other_reject"),
    /** Code 11031. */
    OTHER_ERROR(11_031, "other_error"),
    /** Code 11035. */
    NO_MORE_TRIGGERS(11_035, "no_more_triggers"),
    /** Code 11036. */
    INVALID_TRIGGER_PRICE(11_036, "invalid_trigger_price"),
    /** Code 11037. */
    OUTDATED_INSTRUMENT_FOR_IV_ORDER(11_037, "outdated_instrument_for_IV_order"),
    /** Code 11038. */
    NO_ADV_FOR_FUTURES(11_038, "no_adv_for_futures"),
    /** Code 11039. */
    NO_ADV_POST_ONLY(11_039, "no_adv_postonly"),
    /** Code 11041. */
    NOT_ADV_ORDER(11_041, "not_adv_order"),
    /** Code 11042. */
    PERMISSION_DENIED(11_042, "permission_denied"),
    /** Code 11043. */
    BAD_ARGUMENT(11_043, "bad_argument"),
    /** Code 11044. */
    NOT_OPEN_ORDER(11_044, "not_open_order"),
    /** Code 11045. */
    INVALID_EVENT(11_045, "invalid_event"),
    /** Code 11046. */
    OUTDATED_INSTRUMENT(11_046, "outdated_instrument"),
    /** Code 11047. */
    UNSUPPORTED_ARG_COMBINATION(11_047, "unsupported_arg_combination"),
    /** Code 11048. */
    WRONG_MAX_SHOW_FOR_OPTION(11_048, "wrong_max_show_for_option"),
    /** Code 11049. */
    BAD_ARGUMENTS(11_049, "bad_arguments"),
    /** Code 11050. */
    BAD_REQUEST(11_050, "bad_request"),
    /** Code 11051. */
    SYSTEM_MAINTENANCE(11_051, "system_maintenance"),
    /** Code 11052. */
    SUBSCRIBE_ERROR_UNSUBSCRIBED(11_052, "subscribe_error_unsubscribed"),
    /** Code 11054. */
    POST_ONLY_REJECT(11_054, "post_only_reject"),
    /** Code 11055. */
    POST_ONLY_NOT_ALLOWED(11_055, "post_only_not_allowed"),
    /** Code 11056. */
    UNAUTHENTICATED_REQUESTS_DISABLED(11_056, "unauthenticated_public_requests_temporarily_disabled"),
    /** Code 11094. */
    INTERNAL_SERVER_ERROR(11_094, "internal_server_error"),
    /** Code 11098. */
    ACCOUNT_LOCKED(11_098, "account_locked"),
    /** Code 13004. */
    INVALID_CREDENTIALS(13_004, "invalid_credentials"),
    /** Code 13009. */
    UNAUTHORIZED(13_009, "unauthorized"),
    /** Code 13010. */
    VALUE_REQUIRED(13_010, "value_required"),
    /** Code 13016. */
    INVALID_INPUT(13_016, "invalid_input"),
    /** Code 13019. */
    ORDERBOOK_CLOSED(13_019, "orderbook_closed"),
    /** Code 13020. */
    NOT_FOUND(13_020, "not_found"),
    /** Code 13021. */
    FORBIDDEN(13_021, "forbidden"),
    /** Code 13025. */
    METHOD_SWITCHED_OFF_BY_ADMIN(13_025, "method_switched_off_by_admin"),
    /** Code 13028. */
    TEMPORARILY_UNAVAILABLE(13_028, "temporarily_unavailable"),
    /** Code 13030. */
    MMP_TRIGGER(13_030, "mmp_trigger"),
    /** Code 13032. */
    NON_UNIQUE_ORDER_LABEL(13_032, "non_unique_order_label"),
    /** Code 13042. */
    COD_NOT_ENABLED(13_042, "cod_not_enabled"),
    /** Code 13043. */
    QUOTES_FROZEN(13_043, "quotes_frozen"),
    /** Code 13503. */
    UNAVAILABLE(13_503, "unavailable"),
    /** Code 13666. */
    REQUEST_CANCELLED_BY_USER(13_666, "request_cancelled_by_user"),
    /** Code 13777. */
    REPLACED(13_777, "replaced"),
    /** Code 13778. */
    RAW_SUBSCRIPTIONS_NOT_AVAILABLE(13_778, "raw_subscriptions_not_available_for_unauthorized"),
    /** Code 13888. */
    TIMED_OUT(13_888, "timed_out"),
    /** Code 13901. */
    OTO_LIMIT(13_901, "no_more_oto_orders"),
    /** Code 13902. */
    MASS_QUOTES_DISABLED(13_902, "mass_quotes_disabled"),
    /** Code 13903. */
    TOO_MANY_QUOTES(13_903, "too_many_quotes"),
    /** Code -32000. */
    MISSING_PARAMS(-32_000, "Missing params"),
    /** Code -32600. */
    REQUEST_TOO_LARGE(-32_600, "request entity too large"),
    /** Code -32601. */
    METHOD_NOT_FOUND(-32_601, "Method not found"),
    /** Code -32602. */
    INVALID_PARAMS(-32_602, "Invalid params"),
    /** Code -32700. */
    PARSE_ERROR(-32_700, "Parse error");

    private final int code;
    private final String text;

    VenueError(final int code, final String text) {
        this.code = code;
        this.text = text;
    }

    /** {@return the venue's number; 0 for none} */
    public int code() {
        return code;
    }

    /** {@return the venue's word} */
    public String text() {
        return text;
    }

    /** {@return whether it says that nothing is wrong} */
    public boolean isOk() {
        return this == OK;
    }
}
