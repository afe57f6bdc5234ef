// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

import org.jspecify.annotations.Nullable;

/**
 * A field whose name the entry itself brings, wherever in the entry it stands; also a list of such.
 *
 * @param stored null: as the definition says for all fields
 * @param analyzed whether its words are found, not the whole; null: as the definition says
 */
public record DynamicField(
    String name, @Nullable Object value, @Nullable Boolean stored, @Nullable Boolean analyzed) {}
