// SPDX-License-Identifier: Apache-2.0
/** Proposes terms of an index that are like given ones. */
@NullMarked
package porthole.indexing.internal.suggest;

import org.jspecify.annotations.NullMarked;
