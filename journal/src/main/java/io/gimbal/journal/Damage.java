package io.gimbal.journal;

/**
 * One place where a journal is not what was written.
 *
 * @param generation its number
 * @param queue      {@code in} or {@code out}
 * @param sequence   of the record concerned: its own number where that can be trusted, else the one that belongs there
 * @param what       in words, with expected and found
 */
public record Damage(int generation, String queue, long sequence, String what) {
    @Override
    public String toString() {
        return "queue=" + queue + ", generation=" + generation + ", sequence=" + sequence + ", " + what;
    }
}
