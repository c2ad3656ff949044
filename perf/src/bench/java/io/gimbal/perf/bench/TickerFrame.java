package io.gimbal.perf.bench;

/** A ticker's frame as plain objects, for the parsers that ours is compared with: the fields that our event has. */
@SuppressWarnings("NullAway.Init")
public final class TickerFrame {
    /** What is around the data. */
    public Params params;

    /** Made by a parser. */
    public TickerFrame() {}

    /** What is around the data. */
    public static final class Params {
        /** The channel's name. */
        public String channel;

        /** What it says. */
        public Data data;

        /** Made by a parser. */
        public Params() {}
    }

    /** What a ticker says. */
    @SuppressWarnings("MemberName")
    public static final class Data {
        /** As the venue names it. */
        public double underlying_price;

        /** As the venue names it. */
        public long timestamp;

        /** As the venue names it. */
        public String state;

        /** As the venue names it. */
        public double open_interest;

        /** As the venue names it. */
        public double mark_price;

        /** As the venue names it. */
        public double mark_iv;

        /** As the venue names it. */
        public double last_price;

        /** As the venue names it. */
        public String instrument_name;

        /** As the venue names it. */
        public double index_price;

        /** As the venue names it. */
        public double estimated_delivery_price;

        /** As the venue names it. */
        public double bid_iv;

        /** As the venue names it. */
        public double ask_iv;

        /** As the venue names it. */
        public double best_bid_price;

        /** As the venue names it. */
        public double best_bid_amount;

        /** As the venue names it. */
        public double best_ask_price;

        /** As the venue names it. */
        public double best_ask_amount;

        /** As the venue names it. */
        public Greeks greeks;

        /** Made by a parser. */
        public Data() {}
    }

    /** The venue's Greeks. */
    public static final class Greeks {
        /** As the venue names it. */
        public double delta;

        /** Made by a parser. */
        public Greeks() {}
    }
}
