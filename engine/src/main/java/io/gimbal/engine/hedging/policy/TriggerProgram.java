package io.gimbal.engine.hedging.policy;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.TriggerOperation;

/**
 * A trigger as steps in postfix order, run on a stack of numbers and truths. Steps are taken one by one and checked as a
 * whole before they are run: then every step finds what it needs on the stack and one truth is left at the end. Owned by
 * one thread, reused; allocates nothing after construction and never throws.
 */
public final class TriggerProgram {
    /** Most steps of one program, and so the deepest stack. */
    public static final int MOST_STEPS = 64;

    private static final double TRUE = 1;
    private static final double FALSE = 0;

    private final TriggerOperation[] operations = new TriggerOperation[MOST_STEPS];
    private final long[] operands = new long[MOST_STEPS];
    private final double[] stack = new double[MOST_STEPS];
    private final boolean[] isTruth = new boolean[MOST_STEPS];
    private int size;

    /** Creates a program without steps, which is not whole. */
    public TriggerProgram() {}

    /** Forgets all steps. */
    public void clear() {
        size = 0;
    }

    /**
     * Takes the next step.
     *
     * @param operation what it does
     * @param operand   times 1e8: any number for {@code NUMBER}, a sum of event bits for {@code EVENT}, else 0
     * @return false, and nothing is taken, when there are too many or the operand is none of this operation
     */
    public boolean add(final TriggerOperation operation, final long operand) {
        if (size == MOST_STEPS || operation == TriggerOperation.NULL_VAL || !isOperand(operation, operand)) {
            return false;
        }
        operations[size] = operation;
        operands[size] = operand;
        size++;
        return true;
    }

    private static boolean isOperand(final TriggerOperation operation, final long operand) {
        return switch (operation) {
            case NUMBER -> true;
            case EVENT -> operand > 0 && operand <= HedgeEvent.ALL * Scaled.ONE && operand % Scaled.ONE == 0;
            default -> operand == 0;
        };
    }

    /** {@return how many steps} */
    public int size() {
        return size;
    }

    /**
     * One step.
     *
     * @param step from 0 to {@link #size()}
     * @return what it does
     */
    public TriggerOperation operation(final int step) {
        return operations[step];
    }

    /**
     * One step's operand.
     *
     * @param step from 0 to {@link #size()}
     * @return times 1e8; 0 where it takes none
     */
    public long operand(final int step) {
        return operands[step];
    }

    /** {@return whether the steps can be run and leave one truth} */
    public boolean isWhole() {
        int depth = 0;
        for (int i = 0; i < size; i++) {
            final TriggerOperation operation = operations[i];
            final int needed = needed(operation);
            if (depth < needed || !hasOperands(operation, depth)) {
                return false;
            }
            depth -= needed;
            isTruth[depth++] = !isNumber(operation);
        }
        return depth == 1 && isTruth[0];
    }

    private static int needed(final TriggerOperation operation) {
        return switch (operation) {
            case AND, OR, AT_LEAST, AT_MOST, ABOVE, BELOW -> 2;
            case NOT -> 1;
            default -> 0;
        };
    }

    private boolean hasOperands(final TriggerOperation operation, final int depth) {
        return switch (operation) {
            case AND, OR -> isTruth[depth - 1] && isTruth[depth - 2];
            case NOT -> isTruth[depth - 1];
            case AT_LEAST, AT_MOST, ABOVE, BELOW -> !isTruth[depth - 1] && !isTruth[depth - 2];
            default -> true;
        };
    }

    private static boolean isNumber(final TriggerOperation operation) {
        return switch (operation) {
            case NUMBER,
                    DEVIATION,
                    DEVIATION_COINS,
                    SINCE_TRADE,
                    PRICE_MOVE,
                    TIME_OF_DAY,
                    TIME_TO_EXPIRY,
                    GAMMA,
                    VOL,
                    PRICE,
                    MARGIN_RATIO -> true;
            default -> false;
        };
    }

    /** {@return bits of all events that it asks for} */
    public int eventMask() {
        int mask = 0;
        for (int i = 0; i < size; i++) {
            mask |= operations[i] == TriggerOperation.EVENT ? bits(i) : 0;
        }
        return mask;
    }

    private int bits(final int step) {
        return (int) (operands[step] / Scaled.ONE);
    }

    /**
     * Whether some step asks for a quantity.
     *
     * @param quantity an operation that pushes one
     * @return whether it is read
     */
    public boolean isReading(final TriggerOperation quantity) {
        for (int i = 0; i < size; i++) {
            if (operations[i] == quantity) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs the steps.
     *
     * @param view what is known; a comparison with what is not known is false
     * @return what they say; false for a program that is not whole
     */
    public boolean isTrue(final TriggerView view) {
        int depth = 0;
        for (int i = 0; i < size; i++) {
            final TriggerOperation operation = operations[i];
            final int needed = needed(operation);
            if (depth < needed) {
                return false;
            }
            depth -= needed;
            stack[depth] = result(operation, i, depth, view);
            depth++;
        }
        return depth == 1 && isTrue(stack[0]);
    }

    private double result(final TriggerOperation operation, final int step, final int depth, final TriggerView view) {
        return switch (operation) {
            case NUMBER -> Scaled.toDouble(operands[step]);
            case TRUE -> TRUE;
            case FALSE -> FALSE;
            case OUTSIDE -> truth(view.isOutside());
            case EVENT -> truth(view.isPending(bits(step)));
            case AT_LEAST -> compared(depth, stack[depth] >= stack[depth + 1]);
            case AT_MOST -> compared(depth, stack[depth] <= stack[depth + 1]);
            case ABOVE -> compared(depth, stack[depth] > stack[depth + 1]);
            case BELOW -> compared(depth, stack[depth] < stack[depth + 1]);
            case AND -> both(stack[depth], stack[depth + 1]);
            case OR -> opposite(both(opposite(stack[depth]), opposite(stack[depth + 1])));
            case NOT -> opposite(stack[depth]);
            default -> view.number(operation);
        };
    }

    /** What is not known compares neither true nor false. */
    private double compared(final int depth, final boolean is) {
        return Double.isNaN(stack[depth]) || Double.isNaN(stack[depth + 1]) ? Double.NaN : truth(is);
    }

    /** False where either is, else not known where either is not (S. Kleene's strong logic). */
    private static double both(final double one, final double other) {
        if (one == FALSE || other == FALSE) {
            return FALSE;
        }
        return Double.isNaN(one) || Double.isNaN(other) ? Double.NaN : TRUE;
    }

    private static double opposite(final double truth) {
        return Double.isNaN(truth) ? Double.NaN : truth(truth == FALSE);
    }

    private static boolean isTrue(final double truth) {
        return truth > 0;
    }

    private static double truth(final boolean is) {
        return is ? TRUE : FALSE;
    }

    /**
     * Takes all steps of another program.
     *
     * @param other read, not kept
     */
    public void copyFrom(final TriggerProgram other) {
        size = other.size;
        System.arraycopy(other.operations, 0, operations, 0, size);
        System.arraycopy(other.operands, 0, operands, 0, size);
    }

    /**
     * Adds the steps to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, size);
        for (int i = 0; i < size; i++) {
            h = Bits.mix(Bits.mix(h, operations[i].value()), operands[i]);
        }
        return h;
    }
}
