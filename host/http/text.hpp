#pragma once

/// \file
/// Small text functions of HTTP: words without case, percent-encoding, Base64, form pairs.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::http {

/// ASCII lower case; other bytes stay.
std::string lower(std::string_view text);

/// Equal but for the case of ASCII letters.
bool same_word(std::string_view a, std::string_view b);

/// Without blanks and tabs at both ends.
std::string_view trim(std::string_view text);

/// Everything but `A-Z a-z 0-9 - . _ ~` becomes %XX, upper-case hexadecimal (RFC 5849 section 3.6).
std::string percent_encode(std::string_view text);

/// %XX becomes its byte; a percent sign without two digits stays as it is. `+` stays `+`.
std::string percent_decode(std::string_view text);

/// Like percent_decode, and `+` becomes a blank (application/x-www-form-urlencoded).
std::string form_decode(std::string_view text);

/// RFC 4648 section 4, padded, no line breaks.
std::string base64(std::string_view bytes);

/// Lower-case hexadecimal.
std::string hex(std::string_view bytes);

using Pair = std::pair<std::string, std::string>;

/// `a=1&b=2` decoded into pairs, in order; a name without `=` has an empty value; empty pieces are
/// left out.
std::vector<Pair> form_pairs(std::string_view text);

/// The pairs as `a=1&b=2`, percent-encoded (a blank is %20).
std::string form_text(const std::vector<Pair>& pairs);

}  // namespace crosswalk::http
