#include "hints.hpp"

namespace crosswalk::eschoolplus {
namespace {

bool says(const Error& error, std::string_view word) {
  return error.message.find(word) != std::string::npos;
}

/// The server's own code tells refused log-ins apart (contract 4.1).
std::string_view hint_of_session(const Error& error) {
  if (says(error, "AUTH_SITE_UNKNOWN")) return "Correct the site code.";
  if (says(error, "AUTH_LOCKED")) {
    return "The account is locked after refused log-ins: have it unlocked, and correct the "
           "password before the next try.";
  }
  switch (error.code) {
    case ErrorCode::Unauthenticated:
      return "Correct login name and password. Nothing is tried again by itself: five refusals "
             "lock the account.";
    case ErrorCode::Forbidden:
      return "An administrator of eSchoolPlus grants the login this permission.";
    case ErrorCode::BadConfig:
      return "Correct domain (https, the district's own host) and base path.";
    case ErrorCode::Unavailable:
      return "Check the network between this machine and eSchoolPlus, and the domain.";
    default:
      return "";
  }
}

std::string_view hint_of_plus360(const Error& error) {
  switch (error.code) {
    case ErrorCode::Unauthenticated:
      return "Correct consumer key, consumer secret and signature method: the API profile in "
             "eSchoolPlus shows all three.";
    case ErrorCode::Forbidden:
      return "An administrator of eSchoolPlus adds this endpoint to the API profile.";
    case ErrorCode::BadConfig:
      return "Correct domain and path: the API profile shows the address, which has "
             "/plus360api/v1/ in it. It needs eSchoolPlus 21.4 or newer.";
    case ErrorCode::Unavailable:
      return "Check the network between this machine and eSchoolPlus, and the domain.";
    default:
      return "";
  }
}

std::string_view hint_of_files(const Error& error) {
  switch (error.code) {
    case ErrorCode::BadConfig:
    case ErrorCode::NotFound:
      return "Let the download definition write this table, with a header, into the folder.";
    case ErrorCode::Unavailable:
      return "Wait until the download is finished, and let it end before the run begins.";
    case ErrorCode::BadData:
      return "Compare the file with the columns that the adapter's page lists.";
    default:
      return "";
  }
}

}  // namespace

std::string_view hint_for(const Error& error, Way way) {
  switch (way) {
    case Way::Plus360:
      return hint_of_plus360(error);
    case Way::Files:
      return hint_of_files(error);
    case Way::Session:
      break;
  }
  return hint_of_session(error);
}

}  // namespace crosswalk::eschoolplus
