// SPDX-License-Identifier: Apache-2.0
/** The query language: from its text to a tree of what it asks for. Knows no index. */
@NullMarked
package porthole.indexing.internal.rql;

import org.jspecify.annotations.NullMarked;
