package io.gimbal.engine.pricing.instrument;

/**
 * One number that an instrument says beside its value and Greeks: a funding payment, an amount held.
 *
 * @param name    as a column of a file is called; unique within its instrument and no Greek's
 * @param unit    of the number
 * @param meaning one line for people, with its sign
 */
public record Output(String name, String unit, String meaning) {}
