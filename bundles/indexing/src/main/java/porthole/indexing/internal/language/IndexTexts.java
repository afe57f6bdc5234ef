// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.language;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index's functions as they were written.
 *
 * @param index its name, for messages
 * @param maps at least one
 * @param reduce null or blank if there is none
 * @param additionalSources texts of functions that these may use, by name
 */
public record IndexTexts(
    String index,
    List<String> maps,
    @Nullable String reduce,
    Map<String, String> additionalSources) {}
