// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.language;

import java.util.List;
import java.util.Optional;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.function.ReduceFunction;

/** An index's functions, ready to run. For one thread at a time. */
public record IndexFunctions(
    Language language, List<MapFunction> maps, Optional<ReduceFunction> reduce) {}
