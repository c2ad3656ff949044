package io.gimbal.feeds.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one command or timer changed for one account in one instrument.
 *
 * @param account    whose
 * @param instrument where
 * @param orders     that changed, each once, in its final state; live
 * @param trades     of the account, in order of their sequence
 * @param position   when it changed, else null; live
 */
public record UserChange(
        Account account,
        ExchangeInstrument instrument,
        List<ExchangeOrder> orders,
        List<UserTrade> trades,
        @Nullable ExchangePosition position) {}
