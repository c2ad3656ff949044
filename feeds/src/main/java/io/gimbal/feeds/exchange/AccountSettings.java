package io.gimbal.feeds.exchange;

/**
 * What an account is opened with.
 *
 * @param name             for people
 * @param ownerId          accounts of one owner meet the self-trade rule among each other when it is extended to them
 * @param marginModel      standard or portfolio
 * @param selfTradeMode    what happens when it would trade with itself
 * @param isMarginChecked  false for the world's market makers, who are good for everything
 * @param matchingBurst    requests to the matching engine that may come at once
 * @param matchingRate     requests to the matching engine per second in the long run
 */
public record AccountSettings(
        String name,
        int ownerId,
        MarginModel marginModel,
        SelfTradeMode selfTradeMode,
        boolean isMarginChecked,
        int matchingBurst,
        int matchingRate) {

    private static final int DEFAULT_BURST = 20;
    private static final int DEFAULT_RATE = 5;
    private static final int NO_LIMIT = 1_000_000;

    /**
     * A customer: standard margin, the lowest tier of request limits.
     *
     * @param name for people
     * @return settings; {@code ownerId} 0 is replaced by the account's own id
     */
    public static AccountSettings customer(final String name) {
        return new AccountSettings(
                name, 0, MarginModel.STANDARD, SelfTradeMode.REJECT_TAKER, true, DEFAULT_BURST, DEFAULT_RATE);
    }

    /**
     * One of the world's traders: not margined, hardly limited, its makers give way to its takers.
     *
     * @param name for people
     * @return settings
     */
    public static AccountSettings house(final String name) {
        return new AccountSettings(
                name, 0, MarginModel.STANDARD, SelfTradeMode.CANCEL_MAKER, false, NO_LIMIT, NO_LIMIT);
    }

    /**
     * The same under another margin model.
     *
     * @param model standard or portfolio
     * @return a copy
     */
    public AccountSettings withMarginModel(final MarginModel model) {
        return new AccountSettings(name, ownerId, model, selfTradeMode, isMarginChecked, matchingBurst, matchingRate);
    }

    /**
     * The same under another self-trade rule.
     *
     * @param mode what happens when it would trade with itself
     * @return a copy
     */
    public AccountSettings withSelfTradeMode(final SelfTradeMode mode) {
        return new AccountSettings(name, ownerId, marginModel, mode, isMarginChecked, matchingBurst, matchingRate);
    }

    /**
     * The same with other request limits.
     *
     * @param burst requests that may come at once
     * @param rate  per second in the long run
     * @return a copy
     */
    public AccountSettings withMatchingLimits(final int burst, final int rate) {
        return new AccountSettings(name, ownerId, marginModel, selfTradeMode, isMarginChecked, burst, rate);
    }
}
