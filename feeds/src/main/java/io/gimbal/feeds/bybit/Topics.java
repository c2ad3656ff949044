package io.gimbal.feeds.bybit;

import io.gimbal.feeds.InstrumentSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is subscribed to: the ticker and the book of each option, and the trades of each coin. A topic is a number; the
 * number says its kind and its option. Immutable.
 */
final class Topics {
    private final WordTable symbols;
    private final WordTable topics;

    Topics(final List<InstrumentSpec> options) {
        final List<String> names = new ArrayList<>();
        final Set<String> coins = new LinkedHashSet<>();
        for (final InstrumentSpec option : options) {
            final BybitSymbol symbol = BybitSymbol.parse(option.name());
            if (symbol == null) {
                throw new IllegalArgumentException("no option of this venue: name=" + option.name());
            }
            names.add(option.name());
            coins.add(symbol.coin());
        }
        final List<String> all = new ArrayList<>();
        names.forEach(name -> all.add("tickers." + name));
        names.forEach(name -> all.add("orderbook." + BybitBook.DEPTH + "." + name));
        coins.forEach(coin -> all.add("publicTrade." + coin));
        symbols = new WordTable(names);
        topics = new WordTable(all);
    }

    WordTable symbols() {
        return symbols;
    }

    WordTable words() {
        return topics;
    }

    int size() {
        return topics.size();
    }

    boolean isTicker(final int topic) {
        return topic < symbols.size();
    }

    boolean isBook(final int topic) {
        return topic >= symbols.size() && topic < 2 * symbols.size();
    }

    /** The option of a ticker or a book. */
    int option(final int topic) {
        return topic % symbols.size();
    }

    /** Characters that all of them take as the arguments of a request. */
    int argumentsLength() {
        int length = 2;
        for (int i = 0; i < topics.size(); i++) {
            length += topics.word(i).length + 3;
        }
        return length;
    }
}
