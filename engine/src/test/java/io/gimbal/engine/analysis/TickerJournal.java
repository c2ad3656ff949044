package io.gimbal.engine.analysis;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.Frame;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.JournalStorage;
import io.gimbal.journal.codec.GenesisEncoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentDefinitionEncoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.TickerEncoder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes one generation of an instance: the definitions of its options and their tickers. */
final class TickerJournal {
    private static final int BODY = Frame.HEADER_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Journal journal;
    private final int idShift;

    private TickerJournal(final Journal journal, final int idShift) {
        this.journal = journal;
        this.idShift = idShift;
    }

    /** Instrument numbers are those of the points, plus a shift. */
    static void write(
            final Path directory,
            final JournalStorage storage,
            final List<HedgedWorld.Point> points,
            final int idShift) {
        try (Journal journal = Journal.open(new JournalContext()
                .directory(directory)
                .storage(storage)
                .alsoReads(JournaledRun.FILE, JournaledRun.CHRONICLE)
                .startTimeNs(points.get(0).timeNs())
                .blockBytes(1 << 20)
                .minFreeBytes(0))) {
            final TickerJournal writer = new TickerJournal(journal, idShift);
            writer.genesis(points.get(0).timeNs());
            final Set<Integer> defined = new HashSet<>();
            for (final HedgedWorld.Point point : points) {
                if (defined.add(point.id())) {
                    writer.define(point);
                }
                writer.tick(point, point.vol(), InputQuality.FRESH);
                writer.tick(point, 3.0, InputQuality.STALE);
                writer.tick(point, Double.NaN, InputQuality.FRESH);
            }
        }
    }

    private void append(final int length, final long timeNs) {
        journal.in().append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length, timeNs, 1);
    }

    private void genesis(final long timeNs) {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        final GenesisEncoder event = new GenesisEncoder()
                .wrapAndApplyHeader(buffer, BODY, header)
                .startTimeNs(timeNs)
                .generation(journal.generation())
                .epoch(journal.epoch())
                .predecessorInSequence(journal.predecessor().lastInSequence())
                .predecessorOutSequence(journal.predecessor().lastOutSequence())
                .predecessorChain(journal.predecessor().inChain())
                .mode(RunMode.PAPER)
                .instance("test");
        append(event.encodedLength(), timeNs);
    }

    private void define(final HedgedWorld.Point point) {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        final InstrumentDefinitionEncoder event = new InstrumentDefinitionEncoder()
                .wrapAndApplyHeader(buffer, BODY, header)
                .instrumentId(point.id() + idShift)
                .expiryNs(point.expiryNs())
                .strike(point.strike() * 100_000_000L)
                .kind(InstrumentKind.OPTION)
                .settlement(Settlement.INVERSE)
                .optionType(point.isCall() ? OptionType.CALL : OptionType.PUT)
                .state(InstrumentState.OPEN)
                .name(point.name());
        append(event.encodedLength(), point.timeNs());
    }

    private void tick(final HedgedWorld.Point point, final double vol, final InputQuality quality) {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        final TickerEncoder event = new TickerEncoder()
                .wrapAndApplyHeader(buffer, BODY, header)
                .venueTimeNs(point.timeNs())
                .instrumentId(point.id() + idShift)
                .markVol(vol > 0.0 ? Math.round(vol * 1e8) : Decimals.ABSENT)
                .underlyingPrice(Math.round(point.forward() * 1e8))
                .state(InstrumentState.OPEN)
                .quality(quality);
        append(event.encodedLength(), point.timeNs());
    }
}
