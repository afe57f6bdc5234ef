// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the part of C# that index functions are written in.
 *
 * <pre>
 * function    = expression [";"]
 * expression  = names "=&gt;" expression | condition
 * names       = NAME | "(" [NAME {"," NAME}] ")"
 * condition   = binary ["?" expression ":" expression]
 * binary      = unary {operator unary}     by the precedence of C#:
 *               * / %   + -   &lt; &lt;= &gt; &gt;= is as   == !=   &amp;&amp;   ||   ??
 * unary       = ("!" | "-" | "+" | "(" type ")") unary | primary {suffix}
 * suffix      = ("." | "?.") NAME [typeArguments] [arguments] | ("[" | "?[") expression "]" | "!"
 * primary     = literal | NAME [typeArguments] [arguments] | "this" | "(" expression ")"
 *             | "typeof" "(" type ")" | creation | query
 * creation    = "new" "{" [field {"," field} [","]] "}"
 *             | "new" [type] "[" "]" "{" [expression {"," expression} [","]] "}"
 *             | "new" type [arguments] ["{" fields, elements or pairs "}"]
 * field       = [NAME "="] expression      without a name that of the member
 * query       = "from" NAME "in" expression {clause} end
 * clause      = "from" NAME "in" expression | "let" NAME "=" expression | "where" expression
 *             | "orderby" expression ["ascending" | "descending"] {"," ...}
 * end         = ("select" expression | "group" expression "by" expression)
 *               ["into" NAME {clause} end]
 * </pre>
 */
@NullMarked
package porthole.indexing.internal.linq.syntax;

import org.jspecify.annotations.NullMarked;
