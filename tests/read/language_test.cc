#include "read/language.h"

#include <gtest/gtest.h>

namespace bestand::language_test {
namespace {

struct Row {
  const char* lang;
  const char* text;
};

TEST(Language, TellsTheLanguagesOfNews) {
  for (const Row& row : {
           Row{"nl",
               "Het staakt-het-vuren hield zaterdag grotendeels stand, al werd er bij Hama nog geschoten."},
           Row{"en", "The ceasefire largely held on Saturday, although there was shooting near Hama."},
           Row{"de", "Die Waffenruhe hielt am Samstag weitgehend, auch wenn bei Hama noch geschossen wurde."},
           Row{"fr", "Le cessez-le-feu a été largement respecté samedi, malgré des tirs près de Hama."},
           Row{"es", "El alto el fuego se respetó en general el sábado, aunque hubo disparos cerca de Hama."},
           Row{"ru", "Перемирие в субботу в основном соблюдалось, хотя под Хамой продолжалась стрельба."},
           Row{"tr", "Ateşkes cumartesi günü büyük ölçüde korundu, ancak Hama yakınlarında çatışmalar oldu."},
           Row{"uk", "Перемир'я у суботу здебільшого дотримувалися, хоча під Хамою тривала стрілянина."},
           Row{"ar", "صمدت الهدنة إلى حد كبير يوم السبت رغم إطلاق النار بالقرب من حماة."},
       }) {
    EXPECT_EQ(detect_language(row.text), row.lang) << row.text;
  }
}

TEST(Language, TellsShortDutchAndGermanAndEnglishOrNothing) {
  for (const Row& row : {
           Row{"nl", "Zeker twaalf doden bij aanval op markt in Idlib"},
           Row{"en", "At least twelve killed in attack on market in Idlib"},
           Row{"de", "Mindestens zwölf Tote bei Angriff auf Markt in Idlib"},
       }) {
    std::string lang = detect_language(row.text);
    EXPECT_TRUE(lang == row.lang || lang.empty()) << row.text << " is not " << lang;
  }
}

TEST(Language, SaysNothingWhereThereIsNothingToTellBy) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("12:30 ... 14 (7)"), "");
  EXPECT_EQ(detect_language("Idlib"), "");
}

}  // namespace
}  // namespace bestand::language_test
