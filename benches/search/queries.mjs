// What is searched for in the generated site: names, words of texts, several words, misspelt ones, beginnings.

export const QUERIES = {
  kk: ["Марқакөл", "Қанас көлі", "Зайсанға", "зайсон", "мар"],
  ru: ["Маркаколь", "озеро Канас", "на Зайсане", "маркоколь", "мар"],
  zh: ["马尔卡科尔", "喀纳斯湖", "斋桑", "喀纳斯 湖", "湖"],
  en: ["Markakol", "Kanas lake", "at Zaysan", "markokol", "mar"],
};
