package io.gimbal.feeds.exchange;

import java.util.List;

/**
 * Part of an answer.
 *
 * @param trades  of this page
 * @param hasMore whether there is more in the asked direction
 */
public record TradePage(List<UserTrade> trades, boolean hasMore) {}
