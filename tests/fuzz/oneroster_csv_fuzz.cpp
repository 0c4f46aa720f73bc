/// Any bytes as a OneRoster file: the rows are the same in any chunks, and the adapter's batches
/// are sound.
///
/// The first byte chooses the size of the chunks, the second the entity and whether a right header
/// is put in front.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "unit/oneroster/memory_source.hpp"
#include "unit/oneroster/reading.hpp"

namespace {

using namespace crosswalk::oneroster;

constexpr const char* kEntities[] = {"org",  "academicSession", "course", "class",
                                     "user", "enrollment"};

[[noreturn]] void broken(const char* what, const std::string& detail) {
  std::fprintf(stderr, "oneroster_csv_fuzz: %s: %s\n", what, detail.c_str());
  std::abort();
}

void same_rows_in_any_chunks(const std::string& bytes, std::size_t chunk) {
  constexpr csv::Width kWidth{2, 4};
  constexpr std::size_t kMostBytesOfRow = 200;
  const auto small = testing::parse(bytes, kWidth, chunk, kMostBytesOfRow);
  const auto whole = testing::parse(bytes, kWidth, bytes.size() + 4, kMostBytesOfRow);
  // Which encoding a file has is judged by its first chunk.
  if (!small.error.empty() || !whole.error.empty()) return;
  if (small.rows != whole.rows) broken("other rows in chunks", std::to_string(chunk));
}

void sound_batches(const std::string& bytes, unsigned choice) {
  const std::string entity = kEntities[choice % 6];
  const csv::Table& table = csv::table(*csv::table_of_entity(entity));
  crosswalk::testing::FakeFilesHost host;
  host.memory = testing::small_export();
  const std::string name = std::string(table.file) + ".csv";
  std::string& file = host.memory[name];
  const bool with_header = (choice & 128U) != 0;
  if (with_header)
    file.resize(file.find('\n') + 1);
  else
    file.clear();
  file += bytes;
  const auto result = testing::read_entity(host, entity, {}, 4096);
  if (result.error.rfind("batch: ", 0) == 0) broken(entity.c_str(), result.error);
  if (!result.error.empty()) return;
  if (result.rows.size() != result.end.rows) broken(entity.c_str(), "rows are counted wrong");
  if (result.bad().size() != result.end.refused)
    broken(entity.c_str(), "refusals are counted wrong");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  same_rows_in_any_chunks(bytes, 4U + data[0] % 61U);
  sound_batches(bytes, data[1]);
  return 0;
}
