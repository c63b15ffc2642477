"""The commonest words of languages that news is often written in, to tell them apart."""

#: The commonest function words of each language.
STOP_WORDS = {
    "English": "the of and to in is was that for on with as by at from it said has had were not an",
    "Dutch": "de het een van en in is op dat te met voor niet zijn aan door ook werd heeft naar",
    "German": "der die das und in den von zu mit ist auf für im nicht des dem ein eine sich auch",
    "French": "le la les de des et en un une du dans est pour que qui sur par au aux avec ne pas",
    "Spanish": "el la los las de y en un una que del por con para se al es su no como más",
    "Portuguese": "o os as de e em um uma que do da dos das por com para se ao não no na mais",
    "Italian": "il lo la i gli le di e in un una che del della per con si al è non dei da sono",
    "Polish": "i w z na do nie się że jest to o od po jak oraz przez dla ale są był",
    "Czech": "a v na se je že z do pro to s o jako od po by ale ve byl však",
    "Swedish": "och i att det som en på är av för med den till inte har om ett de var från",
    "Danish": "og i at det som en på er af for med den til ikke har om et de var fra",
    "Turkish": "ve bir bu da de için ile olarak olan daha çok gibi sonra kadar ancak oldu dedi",
    "Indonesian": "yang dan di untuk dengan dari pada ini itu dalam tidak akan oleh ke juga",
    "Romanian": "și în de la a cu pe un o că din nu este care pentru mai sunt au fost prin",
}
