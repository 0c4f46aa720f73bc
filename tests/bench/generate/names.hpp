#pragma once

/// \file
/// Invented names and titles, with what trips readers up: accents, apostrophes, commas, quotes.

#include <string_view>

namespace crosswalk::bench {

inline constexpr std::string_view kGiven[] = {
    "Ana",  "Ben",    "Chloé", "Dinh",   "Emma",  "Farid",  "Grace", "Hugo",  "Isla",  "José",
    "Kofi", "Liam",   "Maya",  "Noah",   "Olga",  "Priya",  "Quinn", "Rosa",  "Sam",   "Tomás",
    "Uma",  "Viktor", "Wei",   "Ximena", "Yusuf", "Zoë",    "Björn", "Deepa", "Elif",  "François",
    "Hana", "Ivan",   "Jamal", "Keiko",  "Lars",  "Mónica", "Nadia", "Owen",  "Søren", "Thảo"};

inline constexpr std::string_view kFamily[] = {
    "Abe",     "Brown",  "Chen",     "Díaz",    "Evans",     "Fofanah", "García",  "Hughes",
    "Ibrahim", "Jones",  "Kim",      "Lopez",   "Müller",    "Nguyen",  "Okafor",  "Patel",
    "Quist",   "Rossi",  "Smith",    "Tran",    "Ueda",      "Vargas",  "Wang",    "Xu",
    "Young",   "Zhang",  "Anderson", "Castro",  "Dubois",    "Eriksen", "Fischer", "Gupta",
    "Haddad",  "Ivanov", "Khan",     "Lee",     "Mensah",    "Novák",   "O'Brien", "Papadakis",
    "Ramirez", "Silva",  "Usman",    "Vasquez", "Zimmermann"};

inline constexpr std::string_view kSubjects[] = {"Algebra",
                                                 "Biology",
                                                 "Chemistry",
                                                 "Drama",
                                                 "English Language Arts",
                                                 "French",
                                                 "Geometry",
                                                 "History",
                                                 "Journalism",
                                                 "Literature",
                                                 "Music",
                                                 "Physics",
                                                 "Reading",
                                                 "Spanish",
                                                 "Statistics",
                                                 "Visual Arts",
                                                 "Writing",
                                                 "World History, Modern",
                                                 "Theatre \"Stagecraft\""};

}  // namespace crosswalk::bench
