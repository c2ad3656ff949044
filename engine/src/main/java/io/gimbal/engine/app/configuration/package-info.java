/**
 * What a desk asks for: TOML files read into immutable records, every property declared once with its unit, range,
 * default and reason.
 *
 * <pre>
 *   file ──► ConfigurationReader ──► Configuration ──► ConfigurationEvents ──► journal   (the engine's copy)
 *                 │ Schema, Key, Kind      │
 *                 ▼                        └──► BookResolver ◄── what the market lists
 *           Problem: file:line:column
 * </pre>
 *
 * Neighbours: {@code app} reads files and starts runs with it; nothing below {@code app} knows it, the engine learns its
 * settings from the events.
 */
@NullMarked
package io.gimbal.engine.app.configuration;

import org.jspecify.annotations.NullMarked;
