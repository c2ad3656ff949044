package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.OrderEnd;
import org.agrona.concurrent.UnsafeBuffer;

/** One order that we sent, or that we were asked about. Pooled; owned by the thread that steps the venue. */
final class OwnOrder {
    final UnsafeBuffer venueId = new UnsafeBuffer(new byte[OrderRow.LONGEST_ID]);
    int venueIdLength;
    boolean isUsed;
    long key;
    int epoch;
    long orderId;
    int instrumentId;
    boolean isBuy;
    boolean isPostOnly;
    boolean isReduceOnly;
    long amount;
    /** Limit price as last sent or said by the venue, {@link Decimals#ABSENT} where there is none. */
    long price;

    /** Sum of distinct executions that were passed on. */
    long filled;
    /** What the venue last said was filled. */
    long reported;

    long sentNs;
    /** The last millisecond of the venue's clock at which it may begin with the last request for this order. */
    long validUntilMs;

    long lastUpdateMs;
    /** When the venue last said anything of it, by our clock. */
    long heardNs;

    boolean isAccepted;
    boolean isClosed;
    OrderEnd end = OrderEnd.NULL_VAL;
    /** When executions that are missing are asked for; MAX for not. */
    long missingFillsNs;
    /** Answers that did not have them all. */
    int fillAnswers;

    /** Nobody knows what became of the last request: it is looked up. */
    boolean isInDoubt;
    /** When the next question may go. */
    long nextQuestionNs;
    /** The round of questions that runs, 0 for none. */
    long round;
    /** Answers of the round that are still to come. */
    int answersMissing;
    /** Rounds after the last moment that found nothing. */
    int emptyRounds;

    boolean isTradesAsked;

    OwnOrder() {}

    void begin(final long newKey, final int ofEpoch, final long ofOrder) {
        isUsed = true;
        key = newKey;
        epoch = ofEpoch;
        orderId = ofOrder;
        instrumentId = InstrumentIds.UNKNOWN;
        venueIdLength = 0;
        isBuy = false;
        isPostOnly = false;
        isReduceOnly = false;
        amount = 0;
        price = Decimals.ABSENT;
        filled = 0;
        reported = 0;
        sentNs = 0;
        validUntilMs = 0;
        lastUpdateMs = 0;
        heardNs = 0;
        isAccepted = false;
        isClosed = false;
        end = OrderEnd.NULL_VAL;
        missingFillsNs = Long.MAX_VALUE;
        fillAnswers = 0;
        settle();
    }

    /** It is known what became of it. */
    void settle() {
        isInDoubt = false;
        nextQuestionNs = Long.MAX_VALUE;
        round = 0;
        answersMissing = 0;
        emptyRounds = 0;
        isTradesAsked = false;
    }

    /** Nobody knows what became of it; the first question may go at the time given. */
    void doubt(final long questionNs) {
        if (!isInDoubt) {
            settle();
            isInDoubt = true;
            nextQuestionNs = questionNs;
        }
    }

    /** Whether it can be forgotten. */
    boolean isDone() {
        return !isUsed || (isClosed && !isInDoubt && missingFillsNs == Long.MAX_VALUE);
    }
}
